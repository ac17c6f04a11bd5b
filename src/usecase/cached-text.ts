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
  /** A view as JSON: a hit is not parsed only to be written again. */
  readonly json: string;
  /** Of `json`: equal hashes are equal bytes. */
  readonly hash: string;
  readonly from: Source;
}

export async function readCachedText<Failure>(
  deps: Pick<Deps, "cache" | "observe">,
  place: Place,
  load: () => Promise<Result<unknown, Failure>>,
): Promise<Result<CachedText, Failure>> {
  const read = await deps.cache.read(place, () => hashedText(load));
  if (!read.ok) return read;
  const { text, from } = read.value;
  deps.observe({ kind: "cache", outcome: from.kind });
  return ok({ hash: text.slice(0, HASH_LENGTH), json: text.slice(HASH_LENGTH), from });
}

const HASH_LENGTH = 64;

/** The hash, then the text: it is computed when the text is, not on every hit. */
async function hashedText<Failure>(
  load: () => Promise<Result<unknown, Failure>>,
): Promise<Result<string, Failure>> {
  const loaded = await load();
  if (!loaded.ok) return loaded;
  const json = JSON.stringify(loaded.value);
  return ok(`${await hashOfText(json)}${json}`);
}
