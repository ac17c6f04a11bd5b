/**
 * The one rounding between a rule's fraction and stored points.
 *
 * @module
 */

import type { Micropoints } from "../micropoints.ts";

import type { Rational } from "./rational.ts";

export interface RoundedPoints {
  readonly micropoints: Micropoints;
  /** Whether the exact points were not a whole number of micropoints. */
  readonly rounded: boolean;
}

/**
 * Points as whole micropoints, half away from zero.
 *
 *     sign(p) · floor((2·|p|·10^6 + q) / 2q)
 *
 * On integers throughout: a double of 1/3 or 0.0000005 could fall on the wrong
 * side of the half.
 *
 * @example
 * roundToMicropoints(rational(1n, 3n)); // { micropoints: 333333, rounded: true }
 */
export function roundToMicropoints({ p, q }: Rational): RoundedPoints {
  const scaled = (p < 0n ? -p : p) * 1_000_000n;
  const nearest = (2n * scaled + q) / (2n * q);
  return { micropoints: Number(p < 0n ? -nearest : nearest), rounded: scaled % q !== 0n };
}
