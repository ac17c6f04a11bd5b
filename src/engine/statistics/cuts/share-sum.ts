/**
 * Exact sums of shares. A share in [0, 1] is rounded to a multiple of 2^-52 and
 * added in two whole halves, so they add in any order to the same bytes.
 *
 * @module
 */

import { quotient } from "../quotient.ts";

const HALF = 2 ** 26;

export interface ShareSum {
  /** Shares added; their sum is exact up to 2^26 of them. */
  n: number;
  high: number;
  low: number;
}

export function emptyShareSum(): ShareSum {
  return { n: 0, high: 0, low: 0 };
}

/** @param share In [0, 1]. */
export function addShare(sum: ShareSum, share: number): void {
  const whole = Math.round(share * HALF * HALF);
  const high = Math.floor(whole / HALF);
  sum.n += 1;
  sum.high += high;
  sum.low += whole - high * HALF;
}

/** Of n shares, n above 0. */
export function meanShare({ n, high, low }: ShareSum): number {
  return quotient((BigInt(high) << 26n) + BigInt(low), BigInt(n) << 52n);
}
