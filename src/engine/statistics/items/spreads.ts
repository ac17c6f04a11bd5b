/**
 * Sums of squares and products about the means, as whole numbers: what
 * correlations, alpha and covariances of an item and its total are made of.
 *
 * @module
 */

import type { Moments } from "../moments.ts";
import { quotient } from "../quotient.ts";
import type { ItemCounts, TestItem } from "./test-counts.ts";

/**
 * Of an item x and the total T over the same n results, n (n - 1) times each:
 *
 *     own = n Σx² - (Σx)²    total = n ΣT² - (ΣT)²    shared = n ΣxT - Σx ΣT
 *
 * and of the rest R = T - x
 *
 *     rest = total - 2 shared + own    withRest = shared - own
 */
export interface Spreads {
  readonly n: bigint;
  /** Σx. */
  readonly sum: bigint;
  /** ΣR. */
  readonly restSum: bigint;
  readonly own: bigint;
  readonly total: bigint;
  readonly shared: bigint;
  readonly rest: bigint;
  readonly withRest: bigint;
}

/** Σx T = Σ over codes of x ΣT: no product of single results is needed. O(codes). */
export function spreadsOf(item: TestItem, counts: ItemCounts, test: Moments): Spreads {
  const n = BigInt(test.n);
  let [sum, squares, products] = [0n, 0n, 0n];
  for (const [place, { x }] of item.codes.entries()) {
    const count = counts.n[place] as number;
    if (count === 0 || x === 0) continue;
    const units = BigInt(x);
    const own = BigInt(count) * units;
    sum += own;
    squares += own * units;
    products += units * (counts.totals[place] as bigint);
  }
  const own = n * squares - sum * sum;
  const total = n * test.squares - test.sum * test.sum;
  const shared = n * products - sum * test.sum;
  return {
    n,
    sum,
    restSum: test.sum - sum,
    own,
    total,
    shared,
    rest: total - 2n * shared + own,
    withRest: shared - own,
  };
}

/**
 * Pearson's r from whole numbers: the square root of one quotient.
 *
 * @returns null where either has no variance.
 */
export function correlation(shared: bigint, left: bigint, right: bigint): number | null {
  if (left === 0n || right === 0n) return null;
  const size = Math.sqrt(quotient(shared * shared, left * right));
  return shared < 0n ? -size : size;
}
