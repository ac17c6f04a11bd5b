/**
 * What the differential functioning (DIF) of an item is read off: right and
 * wrong answers of two groups, by total.
 *
 * @module
 */

export interface DifCounts {
  /** Ascending, distinct, in points. The item itself is in them. */
  readonly totals: Float64Array;
  /** Responses, shape [totals, 4]: reference right, reference wrong, focal right, focal wrong. */
  readonly counts: Float64Array;
}

/** Cells of a total. */
export const CELLS = 4;

/** Why a statistic of DIF is undefined. */
export type DifFault =
  /** Nobody of the one group has a total that somebody of the other has. */
  | "no_common_total"
  /** At each common total all answers are right, or all are wrong. */
  | "no_variance"
  /** At no common total is a reference answer right and a focal one wrong. */
  | "odds_ratio_zero"
  /** At no common total is a reference answer wrong and a focal one right. */
  | "odds_ratio_infinite"
  /** A group has no answer. */
  | "group_empty"
  /** Everybody, or everybody of a group, has the same total. */
  | "no_variance_of_totals"
  /** Right and wrong answers lie apart, so that a coefficient would be infinite. */
  | "separated"
  | "not_converged";

/** A total that both groups have. */
export interface Stratum {
  readonly referenceRight: number;
  readonly referenceWrong: number;
  readonly focalRight: number;
  readonly focalWrong: number;
  readonly n: number;
}

/** The totals that can be compared, in ascending order. */
export function commonStrata({ counts }: DifCounts): Stratum[] {
  const strata: Stratum[] = [];
  for (let cell = 0; cell < counts.length; cell += CELLS) {
    const [referenceRight = 0, referenceWrong = 0, focalRight = 0, focalWrong = 0] =
      counts.subarray(cell, cell + CELLS);
    const reference = referenceRight + referenceWrong;
    const focal = focalRight + focalWrong;
    if (reference === 0 || focal === 0) continue;
    const n = reference + focal;
    strata.push({ referenceRight, referenceWrong, focalRight, focalWrong, n });
  }
  return strata;
}
