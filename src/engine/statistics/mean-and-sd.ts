/**
 * Mean and standard deviation from exact sums.
 *
 * @module
 */

import { MICROPOINTS_PER_POINT } from "../micropoints.ts";
import type { Moments } from "./moments.ts";
import { quotient } from "./quotient.ts";

const MICRO = BigInt(MICROPOINTS_PER_POINT);

/** Σx / n, where one of what is counted is unit / parts points; null where n = 0. */
export function meanOf(moments: Moments, unit: number | bigint, parts = MICRO): number | null {
  if (moments.n === 0) return null;
  return quotient(moments.sum * BigInt(unit), BigInt(moments.n) * parts);
}

/**
 * sqrt((n Σx² - (Σx)²) / (n (n - 1))), in points; null where n < 2. The
 * numerator is a whole number: nothing cancels before the one division.
 */
export function sdOf(moments: Moments, unit: number | bigint, parts = MICRO): number | null {
  if (moments.n < 2) return null;
  const n = BigInt(moments.n);
  const spread = (n * moments.squares - moments.sum * moments.sum) * BigInt(unit) ** 2n;
  return Math.sqrt(quotient(spread, n * (n - 1n) * parts * parts));
}
