/**
 * How values compare with one cut: whether they reach it, as bands have it, and
 * whether they stand near it.
 *
 * @module
 */

import {
  add,
  divide,
  multiply,
  type Rational,
  rational,
  subtract,
} from "../../numbers/rational.ts";
import {
  greatestWhole,
  type Judge,
  type JudgeSource,
  leastWhole,
  limitsByMaximum,
  looked,
  type On,
  reaches,
  staysWithin,
} from "../../scales/judge.ts";

/** Bits of what a judge of a cut says; -1 where there is no value. */
export const REACHED = 1;
export const NEAR = 2;

export interface JudgedCut {
  readonly on: On;
  /** In what `on` says. */
  readonly min: Rational;
  /** k: in points, or in values for a cut on values. */
  readonly within: Rational;
}

/**
 * |T - cut| <= k is near, both ends included, with what rounding to micropoints
 * may have taken: 18 rounded thirds are as near to 7 as 6 points are.
 *
 * A percent cut lies where it does in the points of the response's own maximum.
 */
export function cutJudge({ on, min, within }: JudgedCut, source: JudgeSource): Judge {
  const limits = limitsByMaximum(on, (max) => {
    const centre = on === "percent" ? pointsOfShare(min, max, source) : min;
    return {
      reach: leastWhole(on, min, max, source),
      low: leastWhole("points", subtract(centre, within), max, source),
      high: greatestWhole("points", add(centre, within), max, source),
    };
  });
  const judge: Judge = {
    on,
    ofWhole(whole, max) {
      if (on === "percent" && max <= 0) return -1;
      const { reach, low, high } = limits(max);
      return flags(whole >= reach, whole >= low && whole <= high);
    },
    ofUnits(counts, unit, max) {
      return Int32Array.from(counts, (count) =>
        Number.isNaN(count) ? -1 : judge.ofWhole(count * unit, max),
      );
    },
    ofScale(scale) {
      const judged = looked(on, scale, source);
      if (judged === null) return -1;
      // Where there is a percent, `most` is above 0.
      const k = on === "percent" ? divide(multiply(rational(100n), within), source.most) : within;
      const isNear = reaches(judged, subtract(min, k)) && staysWithin(judged, add(min, k));
      return flags(reaches(judged, min), isNear);
    },
  };
  return judge;
}

/** `percent` of a maximum of whole numbers, in points. */
function pointsOfShare(percent: Rational, max: number, { worth }: JudgeSource): Rational {
  return multiply(divide(multiply(percent, rational(BigInt(max))), rational(100n)), worth);
}

function flags(isReached: boolean, isNear: boolean): number {
  return (isReached ? REACHED : 0) | (isNear ? NEAR : 0);
}
