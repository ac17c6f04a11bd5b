import { createHash } from "node:crypto";

/**
 * SHA-256 of a key: all that is ever stored of it. On the spot, for it is done
 * for every request, and handing it to another thread costs more than it takes.
 */
export function apiKeyHash(key: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(key, "utf8").digest());
}
