/**
 * Tells the cache of a write that is committed.
 *
 * @module
 */

import { settleInvalidations } from "#store/owed-invalidations.ts";

import { cachedSubject } from "./cached-place.ts";
import { errorFacts } from "./error-facts.ts";
import type { Deps } from "./deps.ts";

/**
 * Never fails: what the cache was not told stays owed, and the sweep tells it.
 *
 * @param write The id under which the write owes it.
 */
export async function invalidate(
  deps: Pick<Deps, "db" | "cache" | "log" | "observe">,
  assessment: { readonly tenant: number; readonly id: string },
  write: string,
): Promise<void> {
  const told = await deps.cache.drop(cachedSubject(assessment));
  deps.observe({ kind: "invalidation", outcome: told ? "told" : "owed", count: 1 });
  if (!told) {
    deps.log("warn", "invalidation_owed", { run: write });
    return;
  }
  try {
    await settleInvalidations(deps.db, [write]);
  } catch (error) {
    // Telling the cache twice does no harm.
    deps.log("warn", "invalidation_not_settled", { run: write, ...errorFacts(error) });
  }
}
