/**
 * Every sum of points that a rubric can give.
 *
 * @module
 */

import { add, distinct, multiply, rational, type Rational, ZERO } from "../../numbers/rational.ts";

/** Distinct sums past which counting responses by points would take too much room. */
const MOST_SUMS = 20_000;
/** Pairs of sums that are looked at for their mean. */
const MOST_PAIRS = 2_000_000;

/**
 * The distinct sums of one level of each criterion.
 *
 * O(sums * levels) for each criterion.
 *
 * @param criteria Points of the levels of each.
 * @returns null when they are too many.
 */
export function rubricSums(criteria: readonly (readonly Rational[])[]): Rational[] | null {
  let sums = [ZERO];
  for (const levels of criteria) {
    if (sums.length * levels.length > MOST_PAIRS) return null;
    sums = distinct(sums.flatMap((sum) => levels.map((points) => add(sum, points))));
    if (sums.length > MOST_SUMS) return null;
  }
  return sums;
}

/**
 * The sums, and what lies halfway between any two of them: all that two or three
 * raters can come to. The mean of three is asked for only where one of them lies
 * halfway between the others, and is that one.
 *
 * @returns null when they are too many.
 */
export function meansOfTwo(sums: readonly Rational[]): Rational[] | null {
  if (sums.length ** 2 > 2 * MOST_PAIRS) return null;
  const denominator = sums.reduce((shared, { q }) => rational(shared, q).p * q, 1n);
  const scaled = sums.map(({ p, q }) => (p * denominator) / q);
  const doubled = new Set<bigint>();
  for (const [place, one] of scaled.entries()) {
    for (let other = place; other < scaled.length; other++) {
      doubled.add(one + (scaled[other] as bigint));
    }
  }
  if (doubled.size > 2 * MOST_SUMS) return null;
  const half = rational(1n, 2n * denominator);
  return Array.from(doubled, (sum) => multiply(rational(sum), half));
}
