import { err, ok, type Result } from "#result";

/** Why a statistic of a test, an item or an option is null. */
export type AnalysisReason =
  | "no_responses"
  | "fewer_than_two_responses"
  | "fewer_than_two_items"
  /** Without the item there is no other, or only one. */
  | "too_few_other_items"
  /** Of the item, of the option, of the total, or of the rest without the item. */
  | "no_variance"
  /** Totals of different sets of items: who had fewer items is not worse. */
  | "several_presented_sets"
  /** Totals spread too far to be kept one by one, or items are not kept by total. */
  | "counts_not_kept"
  /** The total at the edge of the lower group is that at the edge of the upper one. */
  | "groups_meet"
  /** The item gives no points above 0. */
  | "no_points"
  | "points_not_zero_or_one"
  | "negative_covariance"
  | "alpha_undefined";

export type AnalysisResult = Result<number, AnalysisReason>;

export type Reasons = Readonly<Record<string, AnalysisReason>>;

/** Collects why what is null is null, by the names of statistics. */
export class ReasonList {
  readonly reasons: Record<string, AnalysisReason> = {};

  /** The statistic, or null with its reason noted. */
  valueOf<T>(name: string, result: Result<T, AnalysisReason>): T | null {
    if (result.ok) return result.value;
    this.reasons[name] = result.error;
    return null;
  }
}

/** A statistic that is null for this reason only. */
export function orReason<T>(value: T | null, reason: AnalysisReason): Result<T, AnalysisReason> {
  return value === null ? err(reason) : ok(value);
}
