import { err, ok, type Result } from "#result";

import type { DifFault, Stratum } from "./dif-counts.ts";

/**
 * The standardised p-difference (STD P-DIF): how much less often the focal group
 * is right than the reference group at equal totals, on average over the totals
 * of the focal group.
 *
 *     Σ n_F (P_F - P_R) / Σ n_F
 *
 * over the totals that both groups have, with P the share of right answers. In
 * [-1, 1]; below 0 where the item is harder for the focal group. O(totals).
 *
 * Source: Dorans, N. J., & Kulick, E. (1986). Demonstrating the utility of the
 * standardization approach to assessing unexpected differential item performance
 * on the Scholastic Aptitude Test. Journal of Educational Measurement, 23, 355-368.
 */
export function standardisedDifference(strata: readonly Stratum[]): Result<number, DifFault> {
  if (strata.length === 0) return err("no_common_total");
  let sum = 0;
  let weights = 0;
  for (const { referenceRight, referenceWrong, focalRight, focalWrong } of strata) {
    const reference = referenceRight + referenceWrong;
    // n_F (P_F - P_R) over one denominator: equal shares give 0 to the last bit.
    sum += (focalRight * referenceWrong - referenceRight * focalWrong) / reference;
    weights += focalRight + focalWrong;
  }
  return ok(sum / weights);
}
