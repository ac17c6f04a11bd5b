/**
 * How far one rating by any rater can be relied on.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import { type IccFault, meanSquares, type RatingSums } from "./rating-sums.ts";

/**
 * ICC(2,1), the intraclass correlation of single ratings by raters drawn at
 * random, for absolute agreement (ICC(A,1), two-way random).
 *
 *     ICC(2,1) = (BMS - EMS) / (BMS + (k - 1) EMS + k (JMS - EMS) / n)
 *
 * with the mean squares between n subjects (BMS), between k raters (JMS) and of
 * error (EMS). A rater who is stricter than the others lowers it. One quotient
 * of whole numbers, rounded once; no unit, at most 1, can be negative. O(k).
 *
 * Source: Shrout, P. E., & Fleiss, J. L. (1979). Intraclass correlations: uses
 * in assessing rater reliability. Psychological Bulletin, 86(2), 420-428.
 *
 * @returns The correlation; or why it is undefined: fewer than two raters or
 * subjects, or `no_variance` where the denominator is 0.
 */
export function icc21(sums: RatingSums): Result<number, IccFault> {
  const squares = meanSquares(sums);
  if (!squares.ok) return squares;
  const { n, k, subjects, raters, error } = squares.value;
  const variance = n * subjects + n * (k - 1n) * error + k * (raters - error);
  if (variance === 0n) return err("no_variance");
  return ok(quotient(n * (subjects - error), variance));
}
