/**
 * What candidates have in a test: distinct totals and how many have each.
 *
 * @module
 */

import { err, type Result } from "#result";

import type { Plan, ScalePlan } from "../../scoring/plan.ts";
import type { ScoredBatch } from "../../scoring/score-batch.ts";
import { coefficientAlpha } from "../coefficient-alpha.ts";
import type { CountableBatch } from "../count-batch.ts";
import type { ItemMoments } from "../item-moments.ts";
import { leastGaps } from "../items/least-gaps.ts";
import { momentsOver } from "../items/moments-over.ts";
import { scaleCounts } from "../items/scale-counts.ts";
import type { ItemCounts, TestCounts, TotalCounts } from "../items/test-counts.ts";
import { totalCounts } from "../items/total-counts.ts";
import { emptyMoments, type Moments } from "../moments.ts";
import type { UndefinedReason } from "../summary.ts";
import type { Tally } from "../tally.ts";

export interface TestTotals {
  /** In what is stored, by the maximum (a whole number T) that percents are of. */
  readonly byMaximum: ReadonlyMap<number, TotalCounts>;
  /** Whether somebody was not shown every item: totals are over different sets of them. */
  readonly hasGaps: boolean;
  readonly alpha: Result<number, AlphaReason>;
}

export type AlphaReason = UndefinedReason | "not_a_sum";

/**
 * Of the total (-1) or a scale, off a tally of the same plan. null where the
 * tally does not say: totals are not kept one by one, or the scale is not
 * counted as a test.
 *
 * Where candidates were not shown every item, all totals are under the form's
 * maximum: whoever needs percents must count anew.
 */
export function totalsOfTally(plan: Plan, tally: Tally, scaleIndex: number): TestTotals | null {
  const scale = plan.scales[scaleIndex];
  const test =
    scale === undefined ? totalCounts(plan, tally) : scaleCounts(plan, tally, scaleIndex);
  if (test === null || test.all.totals === null) return null;
  const isGappy = test.gaps > 0;
  return {
    byMaximum: new Map([[scale?.arithmetic.most ?? plan.maxPoints, test.all.totals]]),
    hasGaps: isGappy,
    alpha: alphaOfTest(test, isGappy),
  };
}

function alphaOfTest({ items, all }: TestCounts, isGappy: boolean): Result<number, AlphaReason> {
  if (isGappy) return err("several_presented_sets");
  const moments = items.map((item, index) =>
    momentsOver(item, all.items[index] as ItemCounts, () => true),
  );
  return coefficientAlpha(moments, all.total);
}

/** A count of a pass over responses. O(distinct totals) memory. */
export interface TotalsCount {
  /** Results by maximum and total. */
  readonly byMaximum: Map<number, Map<number, number>>;
  /** Results by member and code, as in the kernel's table; empty for the total. */
  readonly codes: Float64Array;
}

export function emptyTotalsCount(plan: Plan, scaleIndex: number): TotalsCount {
  const cells = plan.scales[scaleIndex]?.kernel.worth.length ?? 0;
  return { byMaximum: new Map(), codes: new Float64Array(cells) };
}

/** Counts settled responses that have a value. O(responses * members). */
export function countTotals(
  plan: Plan,
  scaleIndex: number,
  count: TotalsCount,
  settled: CountableBatch,
): void {
  const scale = plan.scales[scaleIndex];
  const { values, maxima, full } = valuesOf(plan, scaleIndex, settled.scored);
  for (let response = 0; response < values.length; response++) {
    const value = values[response] as number;
    if (Number.isNaN(value)) continue;
    addTotal(count, maxima === null ? full : (maxima[response] as number), value);
    if (scale !== undefined) countCodes(plan, scale, count.codes, settled, response);
  }
}

/** Stored numbers of a test and their maxima; null where all have the form's. */
function valuesOf(plan: Plan, scaleIndex: number, { totals, scales, maxima }: ScoredBatch) {
  const scale = plan.scales[scaleIndex];
  if (scale === undefined) {
    return { values: totals, maxima: maxima?.total ?? null, full: plan.maxPoints };
  }
  return {
    values: scales[scaleIndex] as Float64Array,
    maxima: maxima?.scales[scaleIndex] ?? null,
    full: scale.arithmetic.most,
  };
}

function addTotal({ byMaximum }: TotalsCount, max: number, value: number): void {
  let counts = byMaximum.get(max);
  if (counts === undefined) {
    counts = new Map();
    byMaximum.set(max, counts);
  }
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function countCodes(
  plan: Plan,
  { kernel: { offsets, slots, starts } }: ScalePlan,
  codes: Float64Array,
  { batch, levels }: CountableBatch,
  response: number,
): void {
  const row = response * plan.rowLength;
  const level = response * plan.wide.count;
  const add = (member: number, code: number) => {
    const cell = (starts[member] as number) + code;
    codes[cell] = (codes[cell] as number) + 1;
  };
  for (let member = 0; member < offsets.length; member++) {
    add(member, batch.rows[row + (offsets[member] as number)] as number);
  }
  for (let place = 0; place < slots.length; place++) {
    add(offsets.length + place, levels[level + (slots[place] as number)] as number);
  }
}

/** @param tally Of the same results, for alpha of the total. */
export function totalsOfCount(
  plan: Plan,
  scaleIndex: number,
  count: TotalsCount,
  tally: Tally,
): TestTotals {
  const scale = plan.scales[scaleIndex];
  const full = scale?.arithmetic.most ?? plan.maxPoints;
  const byMaximum = [...count.byMaximum].map(([max, counts]): [number, TotalCounts] => {
    const totals = Float64Array.from(counts.keys()).toSorted();
    return [max, { totals, counts: totals.map((total) => counts.get(total) ?? 0) }];
  });
  const isGappy =
    scale === undefined
      ? tally.incomplete > 0
      : leastGaps(plan.definition, codesOfMembers(scale, count)) > 0;
  const totals = { byMaximum: new Map(byMaximum), hasGaps: isGappy };
  if (scale === undefined) {
    return { ...totals, alpha: alphaOfTest(totalCounts(plan, tally), isGappy) };
  }
  if (!isSum(scale)) return { ...totals, alpha: err("not_a_sum") };
  if (isGappy) return { ...totals, alpha: err("several_presented_sets") };
  const [[, counts] = [full, NOBODY]] = byMaximum;
  return {
    ...totals,
    alpha: coefficientAlpha(countedItems(scale, count), momentsOfTotals(counts)),
  };
}

const NOBODY: TotalCounts = { totals: new Float64Array(0), counts: new Float64Array(0) };

function codesOfMembers({ kernel: { starts }, members }: ScalePlan, { codes }: TotalsCount) {
  return members.map((_, member) => codes.subarray(starts[member], starts[member + 1]));
}

function countedItems({ kernel, members }: ScalePlan, { codes }: TotalsCount): ItemMoments[] {
  const { starts, worth } = kernel;
  return members.map((_, member) => {
    const start = starts[member] as number;
    return momentsOfCodes(worth.subarray(start, starts[member + 1]), codes, start);
  });
}

/** Of what its members add to it, each for itself. */
function isSum({ kernel, arithmetic }: ScalePlan): boolean {
  return kernel.combine === "sum" && !arithmetic.isShared;
}

/** @param worth Of the codes whose counts begin at `start`. */
function momentsOfCodes(worth: Float64Array, codes: Float64Array, start: number): ItemMoments {
  let [sum, squares] = [0n, 0n];
  for (const [code, value] of worth.entries()) {
    const count = codes[start + code] as number;
    if (count === 0) continue;
    const [n, x] = [BigInt(count), BigInt(value)];
    sum += n * x;
    squares += n * x * x;
  }
  return { sum, squares };
}

function momentsOfTotals({ totals, counts }: TotalCounts): Moments {
  let [n, sum, squares] = [0, 0n, 0n];
  for (const [place, total] of totals.entries()) {
    const candidates = counts[place] as number;
    const [many, value] = [BigInt(candidates), BigInt(total)];
    n += candidates;
    sum += many * value;
    squares += many * value * value;
  }
  return { ...emptyMoments(), n, sum, squares };
}
