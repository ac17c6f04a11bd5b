/**
 * Every sum that gaps can have together.
 *
 * @module
 */

import { rational, type Rational } from "../../numbers/rational.ts";

import type { CompiledGap } from "./compile-gap.ts";

/**
 * The distinct sums with at least one gap filled: with all of them open there is
 * no sum, for the item is omitted.
 *
 * @param mostSteps The sums that may be formed; O(mostSteps) time and memory.
 * @returns null when that does not suffice.
 */
export function possibleSums(
  gaps: readonly Pick<CompiledGap, "earned" | "open">[],
  mostSteps: number,
): Rational[] | null {
  const worths = gaps.flatMap(({ earned, open }) => [...earned, open]);
  const denominator = worths.reduce((shared, { q }) => rational(shared, q).p * q, 1n);
  const whole = ({ p, q }: Rational): bigint => (p * denominator) / q;
  // How much more each sum is than leaving all gaps open.
  const sums = new Set<bigint>();
  let [allOpen, steps] = [0n, 0];
  for (const { earned, open } of gaps) {
    const left = whole(open);
    allOpen += left;
    const gains = new Set(earned.map((worth) => whole(worth) - left));
    const before = new Set(sums).add(0n);
    // To fill it for nothing changes no sum; it only makes one of leaving the others open.
    if (gains.delete(0n)) sums.add(0n);
    steps += before.size * gains.size;
    if (steps > mostSteps) return null;
    for (const sum of before) for (const gain of gains) sums.add(sum + gain);
  }
  return [...sums].map((sum) => rational(allOpen + sum, denominator));
}
