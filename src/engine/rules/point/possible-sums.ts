/**
 * Every sum that a limited number of points can earn.
 *
 * @module
 */

import { rational, type Rational } from "../../numbers/rational.ts";

interface Takings {
  /** What each area is worth, which one point can take. */
  readonly areas: readonly Rational[];
  /** What any number of points are worth each. */
  readonly elsewhere: Rational;
  /** Points in all. */
  readonly most: number;
  /** Whether no points are no answer. */
  readonly emptyIsOmitted: boolean;
}

/**
 * The distinct sums of at most `most` areas, and of points elsewhere for the
 * rest. Kept per sum is the least number of points that it takes: nothing that
 * more points leave open is closed to fewer.
 *
 * @param mostSteps The sums that may be formed; O(mostSteps) time and memory.
 * @returns null when that does not suffice.
 */
export function possibleSums(takings: Takings, mostSteps: number): Rational[] | null {
  const { areas, elsewhere, most } = takings;
  const worths = [...areas, elsewhere];
  const denominator = worths.reduce((shared, { q }) => rational(shared, q).p * q, 1n);
  const scaled = (worth: Rational) => (worth.p * denominator) / worth.q;

  const taken = sumsOfAreas(areas.map(scaled), most, mostSteps);
  if (taken === null) return null;
  const other = scaled(elsewhere);
  if (other === 0n) return [...taken.counts.keys()].map((sum) => rational(sum, denominator));

  const sums = new Set<bigint>();
  let steps = 0;
  for (const [sum, count] of taken.counts) {
    steps += most - count + 1;
    if (steps > mostSteps) return null;
    // No points at all are no answer where they are omitted, but some areas may be worth nothing together.
    const fewest = count === 0 && takings.emptyIsOmitted && !taken.isZeroOfSome ? 1 : 0;
    for (let rest = fewest; rest <= most - count; rest++) sums.add(sum + other * BigInt(rest));
  }
  return [...sums].map((sum) => rational(sum, denominator));
}

interface AreaSums {
  /** By sum, the least number of areas that have it. */
  readonly counts: ReadonlyMap<bigint, number>;
  /** Whether some areas, not none, have the sum 0. */
  readonly isZeroOfSome: boolean;
}

function sumsOfAreas(worths: readonly bigint[], most: number, mostSteps: number): AreaSums | null {
  const counts = new Map([[0n, 0]]);
  let isZeroOfSome = worths.includes(0n);
  let steps = 0;
  for (const worth of worths) {
    if (worth === 0n) continue;
    steps += counts.size;
    if (steps > mostSteps) return null;
    for (const [sum, count] of Array.from(counts)) {
      isZeroOfSome ||= sum + worth === 0n && count < most;
      const known = counts.get(sum + worth) ?? Infinity;
      if (count < most && count + 1 < known) counts.set(sum + worth, count + 1);
    }
  }
  return { counts, isZeroOfSome };
}
