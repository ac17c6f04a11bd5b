/**
 * Bands and conditions on an ability.
 *
 *     a lower limit c is met when theta >= c, an upper one when theta <= c
 *
 * Both are doubles: c is its decimal, rounded once. A limit has six decimals
 * and is at most 5,000,000,000, so no two of them round to one double, and
 * theta meets one exactly where its digits, as they are shown, do. Infinite
 * abilities compare as such: above every limit or below all.
 *
 * @module
 */

import { bandCuts } from "../definition/band-cuts.ts";
import type { BandSet } from "../definition/definition.ts";
import type { Condition } from "../definition/gate.ts";
import { exact, type Quantity } from "../definition/quantity.ts";
import type { Rational } from "../numbers/rational.ts";
import { quotient } from "../statistics/quotient.ts";

export interface ThetaJudge {
  /** Index into the definition's `irt`. */
  readonly irtIndex: number;
  /** Gives a whole number, as a `Judge` does; -1 where theta is NaN. */
  readonly ofTheta: (theta: number) => number;
}

export interface ThetaBandPlan extends ThetaJudge {
  readonly scale: string;
  /** Lowest cut first. */
  readonly labels: readonly string[];
}

export function compileThetaBands(set: BandSet, irtIndex: number): ThetaBandPlan {
  const ascending = bandCuts(set).map(({ label, from }) => ({ label, from: nearest(from) }));
  return {
    scale: set.scale,
    labels: ascending.map(({ label }) => label),
    irtIndex,
    ofTheta: (theta) => ascending.findLastIndex(({ from }) => theta >= from),
  };
}

/** Gives 1 where the condition holds, 0 where not. */
export function compileThetaCondition({ min, max }: Condition, irtIndex: number): ThetaJudge {
  const low = min === undefined ? -Infinity : doubleOf(min);
  const high = max === undefined ? Infinity : doubleOf(max);
  return {
    irtIndex,
    ofTheta: (theta) => (Number.isNaN(theta) ? -1 : Number(theta >= low && theta <= high)),
  };
}

function doubleOf(limit: Quantity): number {
  return nearest(exact(limit));
}

function nearest({ p, q }: Rational): number {
  return quotient(p, q);
}
