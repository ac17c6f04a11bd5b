/**
 * How much better the odds of a right answer are in one group than in the
 * other, at equal totals.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { DifFault, Stratum } from "./dif-counts.ts";

export interface CommonOddsRatio {
  /** Above 1 where the item is easier for the reference group. */
  readonly oddsRatio: number;
  /** Estimated variance of the ratio's natural logarithm. */
  readonly logVariance: number;
}

/**
 * The Mantel-Haenszel estimate of the common odds ratio.
 *
 *     α = ΣR / ΣS,  R = A D / n,  S = B C / n
 *     var(ln α) = ΣPR / 2(ΣR)² + Σ(PS + QR) / 2 ΣR ΣS + ΣQS / 2(ΣS)²
 *     P = (A + D) / n,  Q = (B + C) / n
 *
 * with A right and B wrong answers of the reference group and C right and D
 * wrong ones of the focal group, over the totals that both groups have. O(totals).
 *
 * Source: Mantel & Haenszel (1959), as `mantelHaenszelTest`; the variance: Robins,
 * J., Breslow, N., & Greenland, S. (1986). Estimators of the Mantel-Haenszel
 * variance consistent in both sparse data and large-strata limiting models.
 * Biometrics, 42, 311-323. It is the same as that of Phillips, A., & Holland, P. W.
 * (1987). Estimators of the variance of the Mantel-Haenszel log-odds-ratio
 * estimate. Biometrics, 43, 425-431.
 *
 * @returns The ratio; or why there is no finite logarithm of it.
 */
export function commonOddsRatio(strata: readonly Stratum[]): Result<CommonOddsRatio, DifFault> {
  if (strata.length === 0) return err("no_common_total");
  let [r, s] = [0, 0];
  let [pr, mixed, qs] = [0, 0, 0];
  for (const { referenceRight, referenceWrong, focalRight, focalWrong, n } of strata) {
    const ownR = (referenceRight * focalWrong) / n;
    const ownS = (referenceWrong * focalRight) / n;
    const p = (referenceRight + focalWrong) / n;
    const q = (referenceWrong + focalRight) / n;
    r += ownR;
    s += ownS;
    pr += p * ownR;
    mixed += p * ownS + q * ownR;
    qs += q * ownS;
  }
  if (r === 0 && s === 0) return err("no_variance");
  if (r === 0) return err("odds_ratio_zero");
  if (s === 0) return err("odds_ratio_infinite");
  const logVariance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s);
  return ok({ oddsRatio: r / s, logVariance });
}
