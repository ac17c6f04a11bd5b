/**
 * Agreement of two raters beyond chance, for ordered categories.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import {
  type AgreementFault,
  type AgreementTable,
  marginsOf,
  pairsByDistance,
} from "./agreement-table.ts";

/**
 * Cohen's weighted kappa with quadratic weights (quadratic weighted kappa, QWK).
 *
 *     kappa_w = 1 - n Σ_ij (i - j)² o_ij / Σ_ij (i - j)² r_i c_j
 *
 * The same as agreement weights 1 - (i - j)² / (K - 1)², whose K cancels. i and
 * j are places among the *declared* categories: leaving out a category that
 * nobody chose would bring its neighbours nearer and give another value. One
 * quotient of whole numbers, rounded once; at most 1, can be negative, and
 * unchanged when the raters change places or the order is turned round. O(K²).
 *
 * Source: Cohen, J. (1968). Weighted kappa: Nominal scale agreement with
 * provision for scaled disagreement or partial credit. Psychological Bulletin,
 * 70(4), 213-220.
 *
 * @returns Weighted kappa; or why it is undefined: there are no pairs, or both
 * raters put everything into one and the same category.
 */
export function quadraticWeightedKappa(table: AgreementTable): Result<number, AgreementFault> {
  const { n, first, second } = marginsOf(table);
  if (n === 0n) return err("no_pairs");
  const one = placeSums(first);
  const two = placeSums(second);
  // Σ_ij (i - j)² r_i c_j, with the square written out.
  const byChance = n * one.squares - 2n * one.sum * two.sum + n * two.squares;
  if (byChance === 0n) return err("one_category_used");
  let observed = 0n;
  for (const [distance, pairs] of pairsByDistance(table).entries()) {
    observed += BigInt(distance) ** 2n * BigInt(pairs);
  }
  return ok(quotient(byChance - n * observed, byChance));
}

/** Σ i m_i and Σ i² m_i. */
function placeSums(margin: readonly bigint[]): { sum: bigint; squares: bigint } {
  let sum = 0n;
  let squares = 0n;
  for (const [place, count] of margin.entries()) {
    sum += BigInt(place) * count;
    squares += BigInt(place) ** 2n * count;
  }
  return { sum, squares };
}
