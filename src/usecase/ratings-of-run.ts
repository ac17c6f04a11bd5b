import { lastRatingOfResults } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import { retry } from "./retry.ts";
import type { ScoredRevision } from "./scored-revision.ts";

/**
 * The last rating that a run's results go by.
 *
 * The run says it. One that an earlier version ended does not: then it is the
 * last that any of its results says, whose ratings are all there are up to it,
 * unless a later run has rewritten some and failed on its way.
 */
export async function ratingsOfRun(
  deps: Pick<Deps, "db" | "isPassingFault">,
  { key, run, plan }: Pick<ScoredRevision, "key" | "run" | "plan">,
): Promise<number> {
  if (plan.rated.length === 0) return 0;
  const { ratings, revision, upto } = run;
  return ratings ?? (await retry(deps, () => lastRatingOfResults(deps.db, key, revision, upto)));
}
