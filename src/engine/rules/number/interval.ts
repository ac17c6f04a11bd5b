/**
 * An unbroken range of numbers, exact at both ends.
 *
 * @module
 */

import { compare, fractionText, type Rational } from "../../numbers/rational.ts";

export interface Interval {
  readonly from: Rational;
  readonly to: Rational;
  readonly fromBelongs: boolean;
  readonly toBelongs: boolean;
}

export function contains({ from, to, fromBelongs, toBelongs }: Interval, x: Rational): boolean {
  return compare(from, x) < (fromBelongs ? 1 : 0) && compare(x, to) < (toBelongs ? 1 : 0);
}

export function isEmpty({ from, to, fromBelongs, toBelongs }: Interval): boolean {
  const order = compare(from, to);
  return order > 0 || (order === 0 && !(fromBelongs && toBelongs));
}

/** Equal for intervals that hold the same numbers. */
export function intervalName({ from, to, fromBelongs, toBelongs }: Interval): string {
  const bounds = `${from.p}/${from.q},${to.p}/${to.q}`;
  return `${fromBelongs ? "[" : "]"}${bounds}${toBelongs ? "]" : "["}`;
}

/** As readers see it. */
export function shownInterval({ from, to, fromBelongs, toBelongs }: Interval) {
  return { from: fractionText(from), to: fractionText(to), inclusive: [fromBelongs, toBelongs] };
}
