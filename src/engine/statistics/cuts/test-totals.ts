/**
 * What candidates have in a test: distinct totals and how many have each.
 *
 * @module
 */

import { ok, err, type Result } from "#result";

import type { Plan, ScalePlan } from "../../scoring/plan.ts";
import type { ScoredBatch } from "../../scoring/score-batch.ts";
import { coefficientAlpha } from "../coefficient-alpha.ts";
import type { CountableBatch } from "../count-batch.ts";
import type { ItemMoments } from "../item-moments.ts";
import type { TotalCounts } from "../items/test-counts.ts";
import { emptyMoments, type Moments } from "../moments.ts";
import { alphaOf } from "../summarize.ts";
import type { UndefinedReason } from "../summary.ts";
import type { Tally } from "../tally.ts";

export interface TestTotals {
  /** In what is stored, by the maximum (a whole number T) that percents are of. */
  readonly byMaximum: ReadonlyMap<number, TotalCounts>;
  readonly alpha: Result<number, AlphaReason>;
}

export type AlphaReason = UndefinedReason | "not_a_sum";

/** Of the total, off its histogram: no bin may hold several totals. */
export function totalsOfTally(plan: Plan, tally: Tally): TestTotals {
  const { minUnits } = plan.cells;
  const bins = [...tally.histogram.keys()].filter((bin) => tally.histogram[bin] !== 0);
  const counts: TotalCounts = {
    totals: Float64Array.from(bins, (bin) => minUnits + bin),
    counts: Float64Array.from(bins, (bin) => tally.histogram[bin] as number),
  };
  return { byMaximum: new Map([[plan.maxPoints, counts]]), alpha: alphaOfTotal(plan, tally) };
}

export function alphaOfTotal(plan: Plan, tally: Tally): Result<number, AlphaReason> {
  const { alpha, reason } = alphaOf(plan, tally);
  return alpha === null ? err(reason ?? "alpha_undefined") : ok(alpha);
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

export function totalsOfCount(count: TotalsCount, alpha: Result<number, AlphaReason>): TestTotals {
  const byMaximum = [...count.byMaximum].map(([max, counts]): [number, TotalCounts] => {
    const totals = Float64Array.from(counts.keys()).toSorted();
    return [max, { totals, counts: totals.map((total) => counts.get(total) ?? 0) }];
  });
  return { byMaximum: new Map(byMaximum), alpha };
}

/** Coefficient alpha of a scale, of what its members add to the sum. */
export function alphaOfScale(
  { kernel, arithmetic, members }: ScalePlan,
  { byMaximum, codes }: TotalsCount,
): Result<number, AlphaReason> {
  if (kernel.combine !== "sum" || arithmetic.isShared) return err("not_a_sum");
  const isFull = [...byMaximum.keys()].every((max) => max === arithmetic.most);
  if (!isFull) return err("several_presented_sets");
  const items = members.map((_, member) => memberMoments(kernel, codes, member));
  return coefficientAlpha(items, momentsOf(byMaximum.get(arithmetic.most) ?? new Map()));
}

function memberMoments(
  { starts, worth }: ScalePlan["kernel"],
  codes: Float64Array,
  member: number,
): ItemMoments {
  let [sum, squares] = [0n, 0n];
  for (let cell = starts[member] as number; cell < (starts[member + 1] ?? worth.length); cell++) {
    if (codes[cell] === 0) continue;
    const [n, x] = [BigInt(codes[cell] as number), BigInt(worth[cell] as number)];
    sum += n * x;
    squares += n * x * x;
  }
  return { sum, squares };
}

function momentsOf(counts: ReadonlyMap<number, number>): Moments {
  let [n, sum, squares] = [0, 0n, 0n];
  for (const [total, candidates] of counts) {
    const [many, value] = [BigInt(candidates), BigInt(total)];
    n += candidates;
    sum += many * value;
    squares += many * value * value;
  }
  return { ...emptyMoments(), n, sum, squares };
}
