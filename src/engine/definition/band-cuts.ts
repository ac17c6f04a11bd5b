/**
 * The cuts of a set of bands, and from where on a value meets them.
 *
 * @module
 */

import { ceilDivide } from "../numbers/ceil-divide.ts";
import { compare, type Rational, rational } from "../numbers/rational.ts";

import type { BandSet } from "./definition.ts";
import { exact, type Quantity } from "./quantity.ts";

export interface BandCut {
  readonly label: string;
  /** As written. */
  readonly min: Quantity;
  /** The least value that meets it. */
  readonly from: Rational;
  /** Its place in the definition. */
  readonly place: number;
}

/** Lowest first. */
export function bandCuts({ cuts, roundedTo }: Pick<BandSet, "cuts" | "roundedTo">): BandCut[] {
  return cuts
    .map(({ label, min }, place) => ({ label, min, from: leastThatMeets(min, roundedTo), place }))
    .toSorted((a, b) => compare(a.from, b.from));
}

/**
 * Rounded half up to d decimals, a value meets a cut c from
 *
 *     ⌈c · 10^d⌉ / 10^d − ½ · 10^−d
 *
 * on, that value itself too, for half rounds up below 0 as well. So what is
 * compared is always the value as it is, in whole numbers, and never a rounded
 * one.
 */
function leastThatMeets(min: Quantity, decimals: number | undefined): Rational {
  const cut = exact(min);
  if (decimals === undefined) return cut;
  const steps = 10n ** BigInt(decimals);
  const whole = ceilDivide(cut.p * steps, cut.q);
  return rational(2n * whole - 1n, 2n * steps);
}
