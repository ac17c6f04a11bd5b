import canonicalize from "canonicalize";

import type { Definition } from "#engine/definition/definition.ts";

/**
 * SHA-256, in hex, of the parsed definition in canonical form (RFC 8785): two
 * spellings of one definition have one hash.
 */
export async function definitionHash(definition: Definition): Promise<string> {
  const text = canonicalize(definition);
  if (text === undefined) throw new RangeError("a definition is always JSON");
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
