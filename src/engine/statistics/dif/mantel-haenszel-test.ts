/**
 * Whether an item is equally easy for two groups of equal totals.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { chiSquareUpper } from "../distributions/chi-square.ts";
import type { DifFault, Stratum } from "./dif-counts.ts";

export interface MantelHaenszelTest {
  /** With continuity correction, one degree of freedom. */
  readonly chiSquare: number;
  readonly p: number;
  readonly chiSquareUncorrected: number;
  readonly pUncorrected: number;
}

/**
 * The Mantel-Haenszel chi-square, with and without continuity correction.
 *
 *     χ² = (|Σ (A - E)| - 1/2)² / Σ V,   0 where |Σ (A - E)| < 1/2
 *     E = n_R m_1 / n,  V = n_R n_F m_1 m_0 / (n² (n - 1))
 *
 * over the totals that both groups have: A the right answers of the n_R of the
 * reference group, n_F those of the focal group, m_1 right and m_0 wrong answers
 * among all n. A - E is taken as (A D - B C) / n, which cancels nothing.
 * O(totals).
 *
 * Source: Mantel, N., & Haenszel, W. (1959). Statistical aspects of the analysis
 * of data from retrospective studies of disease. Journal of the National Cancer
 * Institute, 22, 719-748.
 */
export function mantelHaenszelTest(
  strata: readonly Stratum[],
): Result<MantelHaenszelTest, DifFault> {
  if (strata.length === 0) return err("no_common_total");
  let excess = 0;
  let variance = 0;
  for (const { referenceRight, referenceWrong, focalRight, focalWrong, n } of strata) {
    excess += (referenceRight * focalWrong - referenceWrong * focalRight) / n;
    const groups = (referenceRight + referenceWrong) * (focalRight + focalWrong);
    const answers = (referenceRight + focalRight) * (referenceWrong + focalWrong);
    variance += ((groups / n) * (answers / n)) / (n - 1);
  }
  if (variance === 0) return err("no_variance");
  const corrected = Math.max(0, Math.abs(excess) - 0.5);
  const chiSquare = (corrected * corrected) / variance;
  const chiSquareUncorrected = (excess * excess) / variance;
  return ok({
    chiSquare,
    p: chiSquareUpper(chiSquare, 1),
    chiSquareUncorrected,
    pUncorrected: chiSquareUpper(chiSquareUncorrected, 1),
  });
}
