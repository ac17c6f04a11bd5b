/** 256 random bits, and a prefix by which scanners recognise a key that leaked. */
export function newApiKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `assay_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
