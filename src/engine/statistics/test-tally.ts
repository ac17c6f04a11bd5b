/**
 * What is counted of a scale as a test of its own, over the results in which
 * it has a value: first those in which every member was answered, then those
 * in which one was not. D = T - least is the value as a distance from the
 * least that it can be.
 *
 * @module
 */

import type { TestPlan } from "../scoring/plan.ts";
import { emptyMoments, mergeMoments, type Moments } from "./moments.ts";

export interface TestTally {
  /** Of T, in the units of the scale. */
  readonly moments: readonly [complete: Moments, partial: Moments];
  /** Results by T, shape [2, valueCount]; empty where values are too many. */
  readonly histogram: Uint32Array;
  /** Results by member and code, shape [2, stride]. */
  readonly counts: Uint32Array;
  /** ΣD of those: the low 21 bits, and how many times 2^21. High ones are empty where D is below that. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const LIMB = 2 ** 21;

export function emptyTestTally({ valueCount, stride, least, most }: TestPlan): TestTally {
  return {
    moments: [emptyMoments(), emptyMoments()],
    histogram: new Uint32Array(2 * (valueCount ?? 0)),
    counts: new Uint32Array(2 * stride),
    low: new Float64Array(2 * stride),
    high: new Float64Array(most - least < LIMB ? 0 : 2 * stride),
  };
}

/** Adds ΣD of some results to a cell. With a high limb, the low one stays below 2^21, however it came about. */
export function addDistances({ low, high }: TestTally, cell: number, sum: number): void {
  const whole = (low[cell] as number) + sum;
  if (high.length === 0) {
    low[cell] = whole;
    return;
  }
  const carry = Math.floor(whole / LIMB);
  low[cell] = whole - carry * LIMB;
  high[cell] = (high[cell] as number) + carry;
}

/** ΣD of a cell. */
export function distancesOf({ low, high }: TestTally, cell: number): bigint {
  const above = high.length === 0 ? 0n : BigInt(high[cell] as number) * BigInt(LIMB);
  return above + BigInt(low[cell] as number);
}

/** Adds `other` to `tally`; both are of one plan. */
export function mergeTestTally(tally: TestTally, other: TestTally): void {
  for (const [block, moments] of other.moments.entries()) {
    mergeMoments(tally.moments[block] as Moments, moments);
  }
  for (let value = 0; value < other.histogram.length; value++) {
    tally.histogram[value] =
      (tally.histogram[value] as number) + (other.histogram[value] as number);
  }
  for (let cell = 0; cell < other.counts.length; cell++) {
    tally.counts[cell] = (tally.counts[cell] as number) + (other.counts[cell] as number);
    if (other.high.length > 0) {
      tally.high[cell] = (tally.high[cell] as number) + (other.high[cell] as number);
    }
    addDistances(tally, cell, other.low[cell] as number);
  }
}
