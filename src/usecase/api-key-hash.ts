/** SHA-256 of a key: all that is ever stored of it. */
export async function apiKeyHash(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
}
