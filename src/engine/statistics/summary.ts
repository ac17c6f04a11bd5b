/**
 * What a run says about all its results together. Points are in points, and
 * what is undefined is null with the reason beside it.
 *
 * @module
 */

export interface Summary {
  /** Results that count: failed and provisional ones are outside. */
  readonly responses: number;
  /** Results that could not be scored under this revision. */
  readonly failed: number;
  /** Results that wait for people to score them; only where the definition has rubrics. */
  readonly provisional?: number;
  /** Which attempt of each candidate counts. */
  readonly attempts: "all" | "first" | "last" | "best";
  /** Responses of all attempts, whether they count or not. */
  readonly submitted: number;
  readonly maxPoints: number;
  readonly mean: Statistic;
  /** Standard deviation, with n - 1. */
  readonly sd: Statistic;
  readonly min: Statistic;
  readonly max: Statistic;
  readonly median: Statistic;
  readonly quantiles: readonly Quantile[];
  readonly histogram: readonly HistogramBar[];
  /** Coefficient alpha of the items. */
  readonly alpha: Statistic;
  /** Standard error of measurement. */
  readonly sem: Statistic;
  readonly scales: readonly ScaleSummary[];
  /** Only where the definition has `irt`. */
  readonly thetas?: readonly ThetaSummary[];
  readonly bands: readonly BandSummary[];
  /** Only where the definition has gates. */
  readonly gates?: readonly GateSummary[];
  /** Why a statistic above is null, by its name. */
  readonly reasons: Readonly<Record<string, UndefinedReason>>;
}

/** A number, or null where the statistic is undefined. */
export type Statistic = number | null;

export type UndefinedReason =
  | "no_responses"
  | "fewer_than_two_responses"
  | "fewer_than_two_items"
  | "no_variance"
  | "several_presented_sets"
  | "alpha_undefined";

/** A quantile of the totals, type 7 of Hyndman and Fan (1996). */
export interface Quantile {
  readonly p: number;
  readonly value: Statistic;
}

/** Results whose total lies in [from, to], both ends included. */
export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  readonly n: number;
}

/** Of the scale's values after its transforms. */
export interface ScaleSummary {
  readonly id: string;
  /** Results in which the scale has a value. */
  readonly n: number;
  readonly mean: Statistic;
  readonly sd: Statistic;
  readonly min: Statistic;
  readonly max: Statistic;
}

/** Of the abilities that an entry of `irt` estimates, each rounded to 1e-9. */
export interface ThetaSummary {
  readonly scale: string;
  /** Results that have one; infinite ones are outside. */
  readonly n: number;
  readonly mean: Statistic;
  readonly sd: Statistic;
  readonly min: Statistic;
  readonly max: Statistic;
}

export interface BandSummary {
  readonly scale: string;
  readonly bands: readonly {
    readonly label: string;
    readonly n: number;
    readonly share: Statistic;
  }[];
  /** Results below the lowest cut, or whose scale has no value. */
  readonly none: number;
}

export interface GateSummary {
  readonly id: string;
  readonly passed: number;
  readonly notPassed: number;
  /** Results in which a condition has no value to look at. */
  readonly unknown: number;
}
