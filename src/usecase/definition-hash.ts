import canonicalize from "canonicalize";

import type { Definition } from "#engine/definition/definition.ts";

import { hashOfText } from "./text-hash.ts";

/**
 * SHA-256, in hex, of the parsed definition in canonical form (RFC 8785): two
 * spellings of one definition have one hash.
 */
export async function definitionHash(definition: Definition): Promise<string> {
  const text = canonicalize(definition);
  if (text === undefined) throw new RangeError("a definition is always JSON");
  return await hashOfText(text);
}
