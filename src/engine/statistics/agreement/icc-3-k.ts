/**
 * How far the mean of these raters' ratings can be relied on.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import { type IccFault, meanSquares, type RatingSums } from "./rating-sums.ts";

/**
 * ICC(3,k), the intraclass correlation of the mean of k fixed raters, for
 * consistency (ICC(C,k), two-way mixed): coefficient alpha with raters as items.
 *
 *     ICC(3,k) = (BMS - EMS) / BMS
 *
 * with the mean squares between subjects (BMS) and of error (EMS). A rater who
 * is stricter than the others changes nothing. One quotient of whole numbers,
 * rounded once; no unit, at most 1, can be negative. O(k).
 *
 * Source: Shrout, P. E., & Fleiss, J. L. (1979). Intraclass correlations: uses
 * in assessing rater reliability. Psychological Bulletin, 86(2), 420-428.
 *
 * @returns The correlation; or why it is undefined: fewer than two raters or
 * subjects, or `no_variance` where all subjects have the same sum.
 */
export function icc3k(sums: RatingSums): Result<number, IccFault> {
  const squares = meanSquares(sums);
  if (!squares.ok) return squares;
  const { subjects, error } = squares.value;
  if (subjects === 0n) return err("no_variance");
  return ok(quotient(subjects - error, subjects));
}
