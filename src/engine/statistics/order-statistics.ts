/**
 * Which of the sorted totals a quantile needs, and where to look for them.
 *
 * @module
 */

import type { Micropoints } from "../micropoints.ts";
import type { Plan } from "../scoring/plan.ts";
import { binCounts } from "./bin-counts.ts";
import type { Tally } from "./tally.ts";

/** Quantiles of a summary, in percent. */
export const SUMMARY_PERCENTS = [5, 10, 25, 50, 75, 90, 95] as const;

/** Ranks, from 0, of the two sorted totals that a type 7 quantile lies between. */
export function ranksOfQuantile(n: number, percent: number): { low: number; high: number } {
  const position = (n - 1) * percent;
  const low = Math.floor(position / 100);
  return { low, high: position % 100 === 0 ? low : low + 1 };
}

/** Ranks that a summary of n results needs, ascending. */
export function summaryRanks(n: number): number[] {
  if (n === 0) return [];
  const ranks = new Set<number>();
  for (const percent of SUMMARY_PERCENTS) {
    const { low, high } = ranksOfQuantile(n, percent);
    ranks.add(low).add(high);
  }
  return [...ranks].toSorted((a, b) => a - b);
}

/** The total of one rank: the `skip`-th smallest (from 0) of those in [low, high]. */
export interface RankProbe {
  readonly rank: number;
  readonly low: Micropoints;
  readonly high: Micropoints;
  readonly skip: number;
}

/** Narrows every rank down to its bin; low = high where the bin holds one total only. */
export function rankProbes(plan: Plan, tally: Tally): RankProbe[] {
  const { minUnits, binWidth } = plan.cells;
  const probes: RankProbe[] = [];
  const counts = binCounts(plan, tally);
  let bin = 0;
  let below = 0;
  for (const rank of summaryRanks(tally.responses)) {
    while (below + (counts[bin] as number) <= rank) {
      below += counts[bin] as number;
      bin++;
    }
    const low = (minUnits + bin * binWidth) * plan.unit;
    const high = low + (binWidth - 1) * plan.unit;
    probes.push({ rank, low, high, skip: rank - below });
  }
  return probes;
}
