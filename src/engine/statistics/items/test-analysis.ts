/**
 * What classical item analysis says of a test. Points are in points, and what
 * is undefined is null with the reason beside it, by its name.
 *
 * @module
 */

import type { Definition } from "../../definition/definition.ts";
import type { HistogramBar, Quantile, Statistic } from "../summary.ts";
import type { Alarm } from "./alarms.ts";
import type { Reasons } from "./analysis-reason.ts";
import type { CountedState } from "./code-state.ts";
import type { Interval } from "./feldt-interval.ts";

export interface AnalysisOptions {
  /** Groups of about the same size that the total is cut into for each option. */
  readonly strata: number;
  /** What an item means that a response does not mention. */
  readonly absentMeans: Definition["absentMeans"];
}

export interface TestAnalysis {
  readonly id: string;
  readonly test: TestStatistics;
  readonly items: readonly ItemAnalysis[];
}

export interface TestStatistics {
  readonly n: number;
  /** Results that were not shown every item; of a scale, at least so many. 0 means none. */
  readonly gaps: number;
  readonly mean: Statistic;
  /** Standard deviation, with n - 1. */
  readonly sd: Statistic;
  readonly skewness: Statistic;
  readonly kurtosis: Statistic;
  readonly quantiles: readonly Quantile[];
  /** Of all results. */
  readonly histogram: readonly HistogramBar[] | null;
  /** Groups that `d27` compares. */
  readonly extremes: Extremes | null;
  readonly reliability: Reliability;
  readonly reasons: Reasons;
}

export interface Extremes {
  /** Results in each group. */
  readonly size: number;
  readonly lower: ExtremeEdge;
  readonly upper: ExtremeEdge;
}

export interface ExtremeEdge {
  /** Total at the group's edge. */
  readonly cut: number;
  /** Results with that total or one beyond it. */
  readonly inclusive: number;
}

/** By what is done with answers that are missing. */
export interface Reliability {
  /** Of all results: worth what the definition gives for a blank, mostly nothing. */
  readonly asZero: BlockReliability;
  /** Of results with every item answered. */
  readonly listwise: BlockReliability;
}

export interface BlockReliability {
  /** null where counts do not tell complete results from others. */
  readonly n: number | null;
  /** Coefficient alpha. */
  readonly alpha: Statistic;
  /** Of alpha, 95%, by Feldt. */
  readonly interval: Interval | null;
  /** Alpha again, where every item gives 0 or 1 point. */
  readonly kr20: Statistic;
  /** Standard error of measurement. */
  readonly sem: Statistic;
  readonly reasons: Reasons;
}

export interface ItemRelations {
  readonly itemTotal: Statistic;
  readonly itemRest: Statistic;
  readonly alphaIfDeleted: Statistic;
}

export interface ItemAnalysis extends ItemRelations {
  readonly id: string;
  /** Results in which it was answered. */
  readonly n: number;
  /** Results in which it was shown: answered, omitted or not reached. */
  readonly presented: number;
  readonly states: Readonly<Record<CountedState, number>>;
  /** These four are over `presented`; blanks are worth what the definition gives. */
  readonly difficulty: Statistic;
  readonly relativeDifficulty: Statistic;
  readonly mean: Statistic;
  readonly sd: Statistic;
  /** Over the results in which it was answered. */
  readonly answered: { readonly mean: Statistic; readonly sd: Statistic };
  readonly d27: Statistic;
  readonly d27Inclusive: Statistic;
  readonly effectiveWeight: Statistic;
  readonly discriminationEfficiency: Statistic;
  /** Over the results with every item answered. */
  readonly listwise: ListwiseItem;
  readonly reasons: Reasons;
  readonly options: readonly OptionAnalysis[];
  readonly alarms: readonly Alarm[];
}

export interface ListwiseItem extends ItemRelations {
  /** null where counts do not tell complete results from others. */
  readonly n: number | null;
  readonly mean: Statistic;
  readonly sd: Statistic;
  readonly reasons: Reasons;
}

/** An answer, or a state in which the item was shown and not answered. */
export interface OptionAnalysis {
  /** null of a state. */
  readonly code: number | null;
  readonly state: CountedState;
  /** What it is worth. */
  readonly points: number;
  readonly n: number;
  /** Of the results in which the item was shown. */
  readonly share: Statistic;
  /** Mean total of those. */
  readonly meanTotal: Statistic;
  /** Correlation with the rest score without the item. */
  readonly rest: Statistic;
  /** Its share in each stratum of the total, lowest first; null in an empty one. */
  readonly strata: readonly Statistic[] | null;
  readonly reasons: Reasons;
}
