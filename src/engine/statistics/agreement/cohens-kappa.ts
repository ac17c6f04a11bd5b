/**
 * Agreement of two raters beyond chance, for categories without an order.
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
 * Cohen's kappa.
 *
 *     kappa = (p_o - p_e) / (1 - p_e),  p_o = Σ_i o_ii / n,  p_e = Σ_i r_i c_i / n²
 *
 * with r_i and c_i the times that the first and the second rater chose category
 * i. Times n² it is one quotient of whole numbers, rounded once. It has no unit,
 * is at most 1 and can be negative; exchanging the raters or reordering the
 * categories changes nothing, and nor does a category that nobody chose. O(K²).
 *
 * Source: Cohen, J. (1960). A coefficient of agreement for nominal scales.
 * Educational and Psychological Measurement, 20(1), 37-46.
 *
 * @returns Kappa; or why it is undefined: there are no pairs, or both raters
 * put everything into one and the same category, so that p_e = 1.
 */
export function cohensKappa(table: AgreementTable): Result<number, AgreementFault> {
  const { n, first, second } = marginsOf(table);
  if (n === 0n) return err("no_pairs");
  let byChance = 0n;
  for (const [category, count] of first.entries()) byChance += count * (second[category] ?? 0n);
  const room = n * n - byChance;
  if (room === 0n) return err("one_category_used");
  const [same = 0] = pairsByDistance(table);
  return ok(quotient(n * BigInt(same) - byChance, room));
}
