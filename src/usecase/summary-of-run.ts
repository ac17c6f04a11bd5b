import type { Micropoints } from "#engine/micropoints.ts";
import { chosenAttempts } from "#engine/statistics/chosen-attempts.ts";
import { rankProbes } from "#engine/statistics/order-statistics.ts";
import { summarize } from "#engine/statistics/summarize.ts";
import type { Summary } from "#engine/statistics/summary.ts";
import { pointsAtRanks } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import type { CountedAttempts } from "./count-attempts.ts";
import type { TallyOwner } from "./tally-keeper.ts";

/**
 * The summary of what is scored. Where a bin of the tally holds several totals,
 * one indexed query inside that bin makes a quantile exact.
 */
export async function summaryOfRun(
  deps: Pick<Deps, "db">,
  { key, revision, plan }: TallyOwner,
  { tally, upto, submitted }: CountedAttempts,
): Promise<Summary> {
  const attempts = chosenAttempts(plan.definition);
  const totals = new Map<number, Micropoints>();
  for (const { rank, low, high, skip } of rankProbes(plan, tally)) {
    const [total] =
      low === high
        ? [low]
        : await pointsAtRanks(deps.db, key, revision, {
            lo: low,
            hi: high,
            skip,
            take: 1,
            upto,
            attempts,
          });
    if (total === undefined) throw new RangeError(`no result of rank ${rank}`);
    totals.set(rank, total);
  }
  return summarize(plan, tally, totals, submitted);
}
