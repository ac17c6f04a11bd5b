/**
 * The exact distribution of total scores.
 *
 * @module
 */

export interface ScoreCounts {
  /** Distinct totals, rising, in whole units, with how many candidates have each. */
  readonly totals: readonly { readonly total: number; readonly candidates: number }[];
  /** Least and greatest possible total, in the same units. */
  readonly min: number;
  readonly max: number;
}
