/**
 * What the counts of an item say about its differential functioning.
 *
 * @module
 */

import type { Result } from "#result";

import type { Statistic } from "../summary.ts";
import { commonOddsRatio } from "./common-odds-ratio.ts";
import { CELLS, commonStrata, type DifCounts, type DifFault, type Stratum } from "./dif-counts.ts";
import { etsClass, type EtsClass } from "./ets-class.ts";
import { etsDelta } from "./ets-delta.ts";
import { logisticDif, type LogisticCoefficients, type ModelComparison } from "./logistic-dif.ts";
import { type MantelHaenszelTest, mantelHaenszelTest } from "./mantel-haenszel-test.ts";
import { standardisedDifference } from "./standardised-difference.ts";

export interface ItemDif {
  readonly reference: GroupAnswers;
  readonly focal: GroupAnswers;
  /** Totals that both groups have. */
  readonly strata: number;
  readonly mantelHaenszel: MantelHaenszelTest | null;
  readonly oddsRatio: OddsRatio | null;
  /** Below 0 where the item is harder for the focal group. */
  readonly standardisedDifference: Statistic;
  readonly logistic: {
    readonly uniform: ModelComparison | null;
    readonly nonuniform: ModelComparison | null;
    readonly both: ModelComparison | null;
    readonly coefficients: LogisticCoefficients | null;
  };
  /** Why something above is null, by its name. */
  readonly reasons: Readonly<Record<string, DifFault>>;
}

export interface GroupAnswers {
  readonly right: number;
  readonly wrong: number;
}

export interface OddsRatio {
  /** Mantel and Haenszel's α; above 1 where the item is easier for the reference group. */
  readonly alpha: number;
  /** Variance of ln α. */
  readonly logVariance: number;
  /** -2.35 ln α. */
  readonly delta: number;
  /** Standard error of `delta`. */
  readonly se: number;
  readonly class: EtsClass;
}

/** O(totals), however many responses there are. */
export function itemDif(counts: DifCounts): ItemDif {
  const reasons: Record<string, DifFault> = {};
  const valueOf = <T>(name: string, statistic: Result<T, DifFault>): T | null => {
    if (statistic.ok) return statistic.value;
    reasons[name] = statistic.error;
    return null;
  };
  const strata = commonStrata(counts);
  const test = mantelHaenszelTest(strata);
  const logistic = logisticDif(counts);
  return {
    reference: answersOf(counts, 0),
    focal: answersOf(counts, 2),
    strata: strata.length,
    mantelHaenszel: valueOf("mantelHaenszel", test),
    oddsRatio: valueOf("oddsRatio", oddsRatioOf(strata, test)),
    standardisedDifference: valueOf("standardisedDifference", standardisedDifference(strata)),
    logistic: {
      uniform: valueOf("uniform", logistic.uniform),
      nonuniform: valueOf("nonuniform", logistic.nonuniform),
      both: valueOf("both", logistic.both),
      coefficients: valueOf("coefficients", logistic.coefficients),
    },
    reasons,
  };
}

function answersOf({ counts }: DifCounts, cell: number): GroupAnswers {
  let [right, wrong] = [0, 0];
  for (let from = cell; from < counts.length; from += CELLS) {
    right += counts[from] as number;
    wrong += counts[from + 1] as number;
  }
  return { right, wrong };
}

function oddsRatioOf(
  strata: readonly Stratum[],
  test: Result<MantelHaenszelTest, DifFault>,
): Result<OddsRatio, DifFault> {
  const ratio = commonOddsRatio(strata);
  if (!ratio.ok) return ratio;
  if (!test.ok) return test;
  const { oddsRatio: alpha, logVariance } = ratio.value;
  const size = etsDelta(ratio.value);
  const value = { alpha, logVariance, ...size, class: etsClass(size, test.value.p) };
  return { ok: true, value };
}
