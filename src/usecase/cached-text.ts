/**
 * JSON that is kept in the cache with its hash, so that a hit is neither parsed
 * nor hashed.
 *
 * @module
 */

import type { Place } from "#cache/cache.ts";
import type { Source } from "#cache/front-cache.ts";
import { ok, type Result } from "#result";

import type { Deps } from "./deps.ts";
import { hashOfText } from "./text-hash.ts";

export interface CachedText {
  readonly json: string;
  /** Of `json`: equal hashes are equal bytes. */
  readonly hash: string;
  readonly from: Source;
}

const HASH_LENGTH = 64;

/** What a place holds; where it holds nothing, what `load` gives, as JSON. */
export async function cachedText<E>(
  deps: Pick<Deps, "cache" | "observe">,
  place: Place,
  load: () => Promise<Result<unknown, E>>,
): Promise<Result<CachedText, E>> {
  const read = await deps.cache.read(place, async () => {
    const loaded = await load();
    if (!loaded.ok) return loaded;
    const json = JSON.stringify(loaded.value);
    return ok(`${await hashOfText(json)}${json}`);
  });
  if (!read.ok) return read;
  const { text, from } = read.value;
  deps.observe({ kind: "cache", outcome: from.kind });
  return ok({ hash: text.slice(0, HASH_LENGTH), json: text.slice(HASH_LENGTH), from });
}
