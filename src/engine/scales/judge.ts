/**
 * What bands and conditions share: which number they look at, and comparing it
 * with limits in whole numbers.
 *
 * With T the whole number behind a value, u / v the value of T = 1, M the
 * maximum in the same unit and r twice what rounding to micropoints may have
 * taken, a lower limit c is met
 *
 *     on points   when u (2T + r) >= 2 c v
 *     on percent  when 100 (2T + r) >= 2 c M
 *
 * so rounded thirds (18 * 1/3 = 5.999994) do not fail a limit of 6, and no
 * percent is ever a floating-point number when it decides something. An upper
 * limit is met with - r and <=.
 *
 * @module
 */

import { ceilDivide } from "../numbers/ceil-divide.ts";
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  subtract,
} from "../numbers/rational.ts";

/** What a number is and how far rounding may have moved it. */
export interface Judged {
  readonly value: Rational;
  readonly slack: Rational;
}

/** A scale's value before and after its transforms. */
export interface JudgedScale {
  readonly raw: Judged;
  /** Null where a transform gives none. */
  readonly value: Judged | null;
}

export type On = "points" | "percent" | "value";

export interface JudgeSource {
  /** r. */
  readonly slack: bigint;
  /** u / v. */
  readonly worth: Rational;
  /** The greatest raw value; percent of a scale whose raw value depends on what was answered. */
  readonly most: Rational;
}

/** Gives a whole number that says how a value compares with some limits; -1 for no value. */
export interface Judge {
  readonly on: On;
  readonly ofWhole: (whole: number, max: number) => number;
  /** The same of many numbers of units with one maximum; NaN is no value. */
  readonly ofUnits: (counts: Float64Array, unit: number, max: number) => Int32Array;
  readonly ofScale: (scale: JudgedScale) => number;
}

/** Least whole T that reaches the limit. */
export function leastWhole(on: On, limit: Rational, max: number, source: JudgeSource): number {
  const { p, q } = bound(on, limit, max, source);
  return Number(ceilDivide(2n * p - source.slack * q, 2n * q));
}

/** Greatest whole T that does not pass the limit. */
export function greatestWhole(on: On, limit: Rational, max: number, source: JudgeSource): number {
  const { p, q } = bound(on, limit, max, source);
  return Number(-ceilDivide(-(2n * p + source.slack * q), 2n * q));
}

/** The limit in units of T. */
function bound(on: On, limit: Rational, max: number, { worth }: JudgeSource): Rational {
  if (on === "percent") return divide(multiply(limit, rational(BigInt(max))), rational(100n));
  return divide(limit, worth);
}

export function reaches({ value, slack }: Judged, limit: Rational): boolean {
  return compare(add(value, slack), limit) >= 0;
}

export function staysWithin({ value, slack }: Judged, limit: Rational): boolean {
  return compare(subtract(value, slack), limit) <= 0;
}

/** The number of a scale that is looked at; null where there is none. */
export function looked(on: On, scale: JudgedScale, { most }: JudgeSource): Judged | null {
  if (on === "value") return scale.value;
  if (on === "points") return scale.raw;
  if (most.p <= 0n) return null;
  const share = divide(rational(100n), most);
  const { value, slack } = scale.raw;
  return { value: multiply(share, value), slack: multiply(share, slack) };
}

/** Maxima differ only where items were not presented, so few are kept. */
const REMEMBERED_MAXIMA = 256;

/** What limits are in whole numbers, by the maximum that they are a percent of. */
export function limitsByMaximum<T>(on: On, compute: (max: number) => T): (max: number) => T {
  const known = new Map<number, T>();
  return (max) => {
    const name = on === "percent" ? max : 0;
    let limits = known.get(name);
    if (limits === undefined) {
      limits = compute(name);
      if (known.size >= REMEMBERED_MAXIMA) known.clear();
      known.set(name, limits);
    }
    return limits;
  };
}
