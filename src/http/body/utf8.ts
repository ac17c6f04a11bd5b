/** Keeps byte order marks: they are left out where a body begins, and nowhere else. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Null where the bytes are not valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
