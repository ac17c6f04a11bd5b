/**
 * The generalized partial credit model; with a = 1, the partial credit model.
 *
 * @module
 */

import type { ItemModel } from "../item-model.ts";
import { nominalResponse } from "./nominal-response.ts";

/**
 * Generalized partial credit model.
 *
 *     P_k ∝ e^(k D a θ + β_k),  β_0 = 0,  β_k = -D a (b_1 + … + b_k)
 *
 * It is the nominal response model whose slopes are 0, D a, 2 D a, …
 *
 * Source: Muraki, E. (1992). A generalized partial credit model: Application of
 * an EM algorithm. Applied Psychological Measurement, 16, 159-176.
 *
 * @param slope D a.
 * @param intercepts β_1, β_2, …, cumulative; β_0 is 0.
 */
export function generalizedPartialCredit(slope: number, intercepts: readonly number[]): ItemModel {
  const cumulative = [0, ...intercepts];
  return nominalResponse(
    cumulative.map((_, k) => k * slope),
    cumulative,
  );
}
