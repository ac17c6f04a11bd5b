/**
 * How many invalidations the cache is still owed.
 *
 * @module
 */

import { countOwedInvalidations as count } from "#store/owed-invalidations.ts";

import type { Deps } from "./deps.ts";
import { inTime } from "./in-time.ts";

/** Whoever scrapes waits some ten seconds for everything. */
const PATIENCE_MS = 1_000;

/** Counting goes no further: so many say enough. */
const MOST = 10_000;

/**
 * Asks one question at a time: while a database that is away has not answered
 * one, none is added to it.
 *
 * @returns Asks, and gives the number, or null where the database does not answer in time.
 */
export function owedInvalidationCounter(deps: Pick<Deps, "db">): () => Promise<number | null> {
  let asked: Promise<number> | null = null;
  return async () => {
    asked ??= count(deps.db, MOST).finally(() => {
      asked = null;
    });
    return await inTime(asked, PATIENCE_MS);
  };
}
