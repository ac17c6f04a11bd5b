/**
 * A UUID of version 7: 48 bits of Unix milliseconds, then random bits, so ids
 * sort by the time they were made (RFC 9562, section 5.7).
 */
export function timeOrderedId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let rest = Math.floor(now);
  for (let byte = 5; byte >= 0; byte--) {
    bytes[byte] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
