/**
 * Answers that are kept as the text that is sent.
 *
 * @module
 */

import type { Place } from "#cache/cache.ts";
import type { Source } from "#cache/front-cache.ts";
import { ok, type Result } from "#result";

import type { Deps } from "./deps.ts";
import { hashOfText } from "./text-hash.ts";

export interface CachedText {
  /** A hit is not parsed only to be written again. */
  readonly json: string;
  /** Of `json`: equal hashes are equal bytes. */
  readonly hash: string;
  readonly from: Source;
}

/** The text of a place; where it is not kept, of what `load` gives. */
export async function readCachedText<E>(
  deps: Pick<Deps, "cache" | "observe">,
  place: Place,
  load: () => Promise<Result<object, E>>,
): Promise<Result<CachedText, E>> {
  const read = await deps.cache.read(place, () => hashedText(load));
  if (!read.ok) return read;
  const { text, from } = read.value;
  deps.observe({ kind: "cache", outcome: from.kind });
  return ok({ hash: text.slice(0, HASH_LENGTH), json: text.slice(HASH_LENGTH), from });
}

const HASH_LENGTH = 64;

/** The hash, then the text: it is computed when the text is, not on every hit. */
async function hashedText<E>(load: () => Promise<Result<object, E>>): Promise<Result<string, E>> {
  const loaded = await load();
  if (!loaded.ok) return loaded;
  const json = JSON.stringify(loaded.value);
  return ok(`${await hashOfText(json)}${json}`);
}
