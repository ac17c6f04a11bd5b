/**
 * The counts that classical statistics of a run are read off.
 *
 * @module
 */

import type { Group } from "#engine/scoring/plan.ts";
import { FarTotals } from "#engine/statistics/items/far-totals.ts";
import { type AllTestCounts, testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";

import type { Deps } from "./deps.ts";
import type { ScoredRevision } from "./scored-revision.ts";
import { tallyOfRun } from "./tally-of-run.ts";
import { walkRun } from "./walk-run.ts";

/**
 * Off the tally; where its bins hold several totals, as of points in thirds,
 * they are counted one by one in a pass of its own.
 *
 * @param group null for all results.
 */
export async function testsOfRun(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scored: ScoredRevision,
  group: Group | null,
): Promise<AllTestCounts> {
  const { plan } = scored;
  const counts = testsOfTally(plan, await tallyOfRun(deps, scored, group));
  const { all } = counts.total;
  if (all.totals !== null || all.total.n === 0) return counts;
  const far = new FarTotals(plan);
  await walkRun(deps, scored, { group, count: (settled) => far.add(settled) });
  return { ...counts, total: { ...counts.total, ...far.blocks() } };
}
