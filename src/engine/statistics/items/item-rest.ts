import { type AnalysisResult, orReason } from "./analysis-reason.ts";
import { correlation, type Spreads } from "./spreads.ts";

/**
 * Item-rest correlation (corrected item-total correlation): Pearson's r of x
 * and R = T - x.
 *
 *     r = (C_xT - v_x) / √(v_x (V_T - 2 C_xT + v_x))
 *
 * Source: Henrysson, S. (1963). Correction of item-total correlations in item
 * analysis. Psychometrika, 28(2), 211-218.
 */
export function itemRest({ withRest, own, rest }: Spreads): AnalysisResult {
  return orReason(correlation(withRest, own, rest), "no_variance");
}
