/**
 * Every sum of one number from each of several lists.
 *
 * @module
 */

import { rational, type Rational } from "../../numbers/rational.ts";

/**
 * The distinct sums.
 *
 * @param mostSteps The sums that may be formed; O(mostSteps) time and memory.
 * @returns null when that does not suffice.
 */
export function possibleSums(
  lists: readonly (readonly Rational[])[],
  mostSteps: number,
): Rational[] | null {
  const denominator = lists.flat().reduce((shared, { q }) => rational(shared, q).p * q, 1n);
  // Of each list, its first number is in every sum, and others stand for how much more they are.
  let first = 0n;
  const sums = new Set([0n]);
  let steps = 0;
  for (const list of lists) {
    const [usual = 0n, ...others] = new Set(list.map(({ p, q }) => (p * denominator) / q));
    first += usual;
    steps += sums.size * others.length;
    if (steps > mostSteps) return null;
    const before = Array.from(sums);
    for (const sum of before) for (const other of others) sums.add(sum + other - usual);
  }
  return [...sums].map((sum) => rational(first + sum, denominator));
}
