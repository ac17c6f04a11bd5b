/**
 * Every sum that some of the given numbers have.
 *
 * @module
 */

import { rational, type Rational } from "../../numbers/rational.ts";

/** Enough for 15 numbers of which no two subsets have the same sum. */
export const MOST_SUMS = 1 << 15;

export interface SubsetSums {
  /** Distinct; the empty sum 0 among them. */
  readonly sums: readonly Rational[];
  /** Those of at least one number. */
  readonly ofSome: readonly Rational[];
  /** How many sums had to be formed on the way. */
  readonly steps: number;
}

/**
 * The distinct sums of all subsets.
 *
 * Up to 2^n sums when no two agree, but few for round numbers: 240 weights of
 * ±0.5 have 241. So the work is limited, not the count of numbers.
 *
 * @param mostSteps The sums that may be formed; O(mostSteps) time and memory.
 * @returns null when that does not suffice.
 */
export function subsetSums(values: readonly Rational[], mostSteps: number): SubsetSums | null {
  const denominator = values.reduce((shared, { q }) => rational(shared, q).p * q, 1n);
  const counts = new Map<bigint, number>();
  for (const { p, q } of values) {
    const scaled = (p * denominator) / q;
    counts.set(scaled, (counts.get(scaled) ?? 0) + 1);
  }
  let isZeroOfSome = counts.delete(0n);

  const sums = new Set([0n]);
  let steps = 0;
  for (const [value, count] of counts) {
    steps += sums.size * count;
    if (steps > mostSteps) return null;
    const before = Array.from(sums);
    for (const sum of before) {
      for (let times = 1; times <= count; times++) {
        const own = sum + value * BigInt(times);
        isZeroOfSome ||= own === 0n;
        sums.add(own);
      }
    }
  }
  const all = [...sums].map((sum) => rational(sum, denominator));
  return { sums: all, ofSome: isZeroOfSome ? all : all.filter(({ p }) => p !== 0n), steps };
}
