/**
 * What is said of cuts. What is undefined is null with the reason beside it.
 *
 * @module
 */

import type { On } from "../../scales/judge.ts";
import type { Statistic } from "../summary.ts";
import type { ScoreClassification } from "./lee.ts";
import type { LivingstonLewisFault } from "./livingston-lewis.ts";
import type { Classification } from "./rudner.ts";
import type { CurveFault } from "./test-curve.ts";
import type { AlphaReason } from "./test-totals.ts";

export type CutReason =
  | AlphaReason
  | CurveFault
  | LivingstonLewisFault
  | "no_candidates"
  /** A cut on values that a transform gives has no place in points. */
  | "transformed"
  | "no_points"
  | "items_not_right_or_wrong"
  | "cut_out_of_reach"
  | "no_information"
  | "too_many_categories"
  | "reliability_undefined"
  /** Others before it come to the most that are classified. */
  | "too_many_cuts"
  /** Takes a pass over the responses that was not asked for. */
  | "not_asked";

type Reasons = Readonly<Record<string, CutReason>>;

export interface CutSetReport {
  readonly scale: string;
  readonly on: On;
  /** Responses that have a value to look at. */
  readonly n: number;
  /** What Livingston and Lewis's method goes by. */
  readonly reliability: Statistic;
  readonly reliabilityFrom: "alpha" | "given";
  /** Lowest first. */
  readonly cuts: readonly CutReport[];
  /** Of all categories between the cuts. */
  readonly lee: ScoreClassification | null;
  readonly rudner: Classification | null;
  readonly reasons: Reasons;
}

export interface CutReport {
  /** Of the band that begins here. */
  readonly label: string;
  /** In what the set is on. */
  readonly min: number;
  /** On the whole form. */
  readonly points: Statistic;
  readonly percent: Statistic;
  readonly below: Share;
  readonly atOrAbove: Share;
  /** Responses within k of the cut, both ends included. */
  readonly near: number;
  /** Lord's conditional standard error at the cut, in points. */
  readonly sem: Statistic;
  /** The ability at which the cut is expected, and its standard error. */
  readonly theta: Statistic;
  readonly thetaSe: Statistic;
  readonly livingstonLewis: LivingstonLewisReport | null;
  readonly lee: ScoreClassification | null;
  readonly rudner: Classification | null;
  readonly reasons: Reasons;
}

export interface Share {
  readonly n: number;
  readonly share: Statistic;
}

export interface LivingstonLewisReport extends ScoreClassification {
  readonly effectiveLength: number;
  readonly truePass: number;
  readonly falsePass: number;
  readonly trueFail: number;
  readonly falseFail: number;
}

/** Of bands on abilities, or of abilities that were asked for. */
export interface ThetaCutsReport {
  readonly scale: string;
  readonly from: "bands" | "asked";
  /** Responses that have an ability. */
  readonly n: number;
  readonly cuts: readonly ThetaCutReport[];
  readonly rudner: Classification | null;
  readonly reasons: Reasons;
}

export interface ThetaCutReport {
  /** Of the band that begins here; left out where it was asked for. */
  readonly label?: string;
  readonly theta: number;
  /** The sum of categories that is expected there. */
  readonly expected: number;
  readonly thetaSe: Statistic;
  readonly below: Share;
  readonly atOrAbove: Share;
  readonly rudner: Classification | null;
  readonly reasons: Reasons;
}
