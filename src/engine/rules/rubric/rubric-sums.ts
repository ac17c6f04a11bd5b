/**
 * Every sum of points that a rubric can give.
 *
 * @module
 */

import { rational, type Rational } from "../../numbers/rational.ts";

/** Distinct sums past which counting responses by points would take too much room. */
const MOST_SUMS = 20_000;
/** Sums that are formed on the way: a definition must not cost minutes to read. */
const MOST_STEPS = 200_000;
/** Pairs of sums that are looked at for their mean. */
const MOST_PAIRS = 600_000;

/**
 * The distinct sums of one level of each criterion.
 *
 * O(sums * levels) for each criterion, 200,000 sums in all at most.
 *
 * @param criteria Points of the levels of each.
 * @returns null when that does not suffice.
 */
export function rubricSums(criteria: readonly (readonly Rational[])[]): Rational[] | null {
  const denominator = criteria.flat().reduce((shared, { q }) => rational(shared, q).p * q, 1n);
  let sums = new Set([0n]);
  let steps = 0;
  for (const levels of criteria) {
    steps += sums.size * levels.length;
    if (steps > MOST_STEPS) return null;
    const points = levels.map(({ p, q }) => (p * denominator) / q);
    sums = new Set(Array.from(sums).flatMap((sum) => points.map((point) => sum + point)));
    if (sums.size > MOST_SUMS) return null;
  }
  return Array.from(sums, (sum) => rational(sum, denominator));
}

/**
 * The sums, and what lies halfway between any two of them: all that two or three
 * raters can come to. The mean of three is asked for only where one of them lies
 * halfway between the others, and is that one.
 *
 * O(sums²), 600,000 pairs at most.
 *
 * @returns null when they are too many.
 */
export function meansOfTwo(sums: readonly Rational[]): Rational[] | null {
  if ((sums.length * (sums.length + 1)) / 2 > MOST_PAIRS) return null;
  const denominator = sums.reduce((shared, { q }) => rational(shared, q).p * q, 1n);
  const scaled = sums.map(({ p, q }) => (p * denominator) / q);
  const doubled = new Set<bigint>();
  for (const [place, one] of scaled.entries()) {
    for (let other = place; other < scaled.length; other++) {
      doubled.add(one + (scaled[other] as bigint));
    }
  }
  return Array.from(doubled, (sum) => rational(sum, 2n * denominator));
}
