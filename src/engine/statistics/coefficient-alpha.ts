/**
 * Internal consistency of a set of item scores.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { ItemMoments } from "./item-moments.ts";
import type { Moments } from "./moments.ts";
import { quotient } from "./quotient.ts";

export type AlphaFault = "fewer_than_two_responses" | "fewer_than_two_items" | "no_variance";

/**
 * Coefficient alpha (Cronbach's alpha) from sums.
 *
 *     alpha = k / (k - 1) * (1 - sum of item variances / variance of totals)
 *
 * With v = n Σx² - (Σx)² for every variance, the factor 1 / (n (n - 1)) cancels,
 * so alpha is one quotient of whole numbers, rounded once. It has no unit, is at
 * most 1 and can be negative; items without variance stay in k. O(items).
 *
 * Source: Cronbach, L. J. (1951). Coefficient alpha and the internal structure
 * of tests. Psychometrika, 16, 297-334, eq. 2.
 *
 * @param items Of k items, over the same n responses as the total.
 * @param total Of the unweighted sum of the items, in the same unit.
 * @returns Alpha; or the reason it is undefined.
 */
export function coefficientAlpha(
  items: readonly ItemMoments[],
  total: Moments,
): Result<number, AlphaFault> {
  if (total.n < 2) return err("fewer_than_two_responses");
  if (items.length < 2) return err("fewer_than_two_items");
  const n = BigInt(total.n);
  const totalSpread = n * total.squares - total.sum * total.sum;
  if (totalSpread === 0n) return err("no_variance");
  let itemSpread = 0n;
  for (const { sum, squares } of items) itemSpread += n * squares - sum * sum;
  return ok(alphaOfSpreads(items.length, itemSpread, totalSpread));
}

/**
 * @param k Items, 2 at least.
 * @param items Sum of n Σx² - (Σx)² over the items.
 * @param total n Σx² - (Σx)² of their sum, not 0.
 */
export function alphaOfSpreads(k: number, items: bigint, total: bigint): number {
  return quotient(BigInt(k) * (total - items), BigInt(k - 1) * total);
}
