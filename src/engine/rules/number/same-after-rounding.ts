/**
 * The numbers that round to what the key rounds to, half away from zero.
 *
 *     decimal places d:       unit = 10^-d
 *     significant figures s:  unit = 10^(n - s + 1), n the place of the first digit
 *
 * Both numbers are rounded, each by its own unit: to three figures 3.175 and
 * 3.183 are equal and 3.1749 is not; 9.996 and 10.04 are equal, for both are 10.0.
 *
 * With R the rounded key, these are the numbers from R less half a unit, which
 * rounds up to R and belongs, to R and half a unit, which does not. Below a
 * power of ten the unit of figures is a tenth of the one above it. Around 0,
 * neither end belongs. Negative numbers are the mirror image.
 *
 * Significant figures of a key of 0 say nothing; such definitions are refused.
 *
 * @module
 */

import {
  absolute,
  add,
  compare,
  multiply,
  negate,
  rational,
  type Rational,
  subtract,
} from "../../numbers/rational.ts";
import { magnitude, nearestMultiple, powerOfTen } from "../../numbers/round-decimal.ts";

import type { Interval } from "./interval.ts";

const HALF = rational(1n, 2n);
const TENTH = rational(1n, 10n);

export function sameToPlaces(key: Rational, decimalPlaces: number): Interval {
  const unit = powerOfTen(-decimalPlaces);
  return around(nearestMultiple(key, unit), unit, unit);
}

/** @param key Not 0. */
export function sameToFigures(key: Rational, significantFigures: number): Interval {
  const unitOf = (x: Rational) => powerOfTen(magnitude(x) - significantFigures + 1);
  const rounded = nearestMultiple(key, unitOf(key));
  const unit = unitOf(rounded);
  const isPowerOfTen = compare(absolute(rounded), powerOfTen(magnitude(rounded))) === 0;
  return around(rounded, isPowerOfTen ? multiply(unit, TENTH) : unit, unit);
}

/** @param inner, outer The unit on the side of zero, and on the other. */
function around(rounded: Rational, inner: Rational, outer: Rational): Interval {
  const near = multiply(inner, HALF);
  const far = multiply(outer, HALF);
  if (rounded.p === 0n) return { from: negate(far), to: far, fromBelongs: false, toBelongs: false };

  const isPositive = rounded.p > 0n;
  return {
    from: subtract(rounded, isPositive ? near : far),
    to: add(rounded, isPositive ? far : near),
    fromBelongs: isPositive,
    toBelongs: !isPositive,
  };
}
