/**
 * How many responses reach each cut of a set, and how many stand near it.
 *
 * @module
 */

import type { Reading } from "../../scales/reading.ts";
import type { TotalCounts } from "../items/test-counts.ts";
import { NEAR, REACHED } from "./cut-judge.ts";
import type { CutSetPlan } from "./plan-cuts.ts";
import type { TestTotals } from "./test-totals.ts";

/** Arrays have an entry for each cut. Standings of different responses add. */
export interface Standing {
  /** Responses that have a value to look at. */
  n: number;
  readonly reached: number[];
  readonly near: number[];
}

export function emptyStanding({ cuts }: Pick<CutSetPlan, "cuts">): Standing {
  return { n: 0, reached: cuts.map(() => 0), near: cuts.map(() => 0) };
}

/** Off distinct totals. O(cuts * distinct totals). */
export function standingOfTotals(set: CutSetPlan, { byMaximum }: TestTotals): Standing {
  const standing = emptyStanding(set);
  for (const [max, counts] of byMaximum) addTotals(standing, set, max, counts);
  return standing;
}

function addTotals(
  standing: Standing,
  { cuts, test }: CutSetPlan,
  max: number,
  { totals, counts }: TotalCounts,
): void {
  for (const [index, { judge }] of cuts.entries()) {
    const flags = judge.ofUnits(totals, test.unit, max);
    for (const [place, flag] of flags.entries()) {
      addFlag(standing, index, flag, counts[place] as number);
    }
  }
}

/**
 * Adds the readings of a batch.
 *
 * @param from Place of the set's first cut among the verdicts of a reading.
 */
export function addReadings(
  standing: Standing,
  readings: readonly (Reading | null)[],
  from: number,
): void {
  const counts = new Map<Reading, number>();
  for (const reading of readings) {
    if (reading !== null) counts.set(reading, (counts.get(reading) ?? 0) + 1);
  }
  for (const [{ verdicts }, n] of counts) {
    for (const index of standing.reached.keys()) {
      addFlag(standing, index, verdicts[from + index] ?? -1, n);
    }
  }
}

function addFlag(standing: Standing, index: number, flag: number, n: number): void {
  if (flag < 0) return;
  // Every cut of a set looks at the same value.
  if (index === 0) standing.n += n;
  if ((flag & REACHED) !== 0) standing.reached[index] = (standing.reached[index] ?? 0) + n;
  if ((flag & NEAR) !== 0) standing.near[index] = (standing.near[index] ?? 0) + n;
}
