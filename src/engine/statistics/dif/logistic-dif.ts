/**
 * Whether an item works differently in two groups, by logistic regression.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { log } from "../../numbers/log.ts";
import { chiSquareUpper } from "../distributions/chi-square.ts";
import { CELLS, type DifCounts, type DifFault } from "./dif-counts.ts";
import { fitLogistic, type LogisticCells, type LogisticFit } from "./fit-logistic.ts";
import { nagelkerkeR2 } from "./nagelkerke-r2.ts";
import { separations } from "./separations.ts";

/** Two models, one of which has more predictors. */
export interface ModelComparison {
  /** Likelihood ratio. */
  readonly chiSquare: number;
  /** Predictors more. */
  readonly df: number;
  readonly p: number;
  /** Nagelkerke's R² of the larger model less that of the smaller. */
  readonly deltaR2: number;
}

/** Of logit P(right) = intercept + total T + group G + interaction T G, with G = 1 in the focal group. */
export interface LogisticCoefficients {
  readonly intercept: number;
  /** Per point. */
  readonly total: number;
  readonly group: number;
  readonly interaction: number;
}

export interface LogisticDif {
  /** Group beside total: one group does better at every total. */
  readonly uniform: Result<ModelComparison, DifFault>;
  /** The interaction beside both: which group does better depends on the total. */
  readonly nonuniform: Result<ModelComparison, DifFault>;
  /** Group and interaction beside total. */
  readonly both: Result<ModelComparison, DifFault>;
  /** Of the largest model. */
  readonly coefficients: Result<LogisticCoefficients, DifFault>;
}

/**
 * DIF by logistic regression: models of total; total and group; total, group
 * and their product, compared by likelihood ratios.
 *
 *     χ² = 2 (ln L_larger - ln L_smaller)
 *
 * Responses of the same total and group are one cell, so it takes O(totals) a
 * step, however many responses there are. The largest model is one regression a
 * group. Totals are standardised and each group has its own intercept for the
 * fit, which changes neither χ² nor what the coefficients say.
 *
 * Source: Swaminathan, H., & Rogers, H. J. (1990). Detecting differential item
 * functioning using logistic regression procedures. Journal of Educational
 * Measurement, 27, 361-370.
 */
export function logisticDif(counts: DifCounts): LogisticDif {
  const [ofTotal, ofGroup, ofProduct] = separations(counts);
  const base = fitted(ofTotal, [regression(counts, BOTH, commonIntercept)]);
  const uniform = fitted(ofGroup, [regression(counts, BOTH, ownIntercepts)]);
  const full = fitted(ofProduct, [
    regression(counts, [0], commonIntercept),
    regression(counts, [1], commonIntercept),
  ]);
  const explained = explainedBy(counts);
  return {
    uniform: compared(explained, 1, [base, uniform]),
    nonuniform: compared(explained, 1, [uniform, full]),
    both: compared(explained, 2, [base, full]),
    coefficients: full.ok ? ok(inPoints(full.value)) : full,
  };
}

/** 0 is the reference group, 1 the focal group. */
const BOTH = [0, 1] as const;

/** One regression, with where its totals were moved from and what they were divided by. */
interface Regression extends Location {
  readonly cells: LogisticCells;
}

interface Location {
  readonly centre: number;
  readonly spread: number;
}

const commonIntercept = (z: number) => [1, z];
const ownIntercepts = (z: number, group: number) => [1 - group, group, z];

function regression(
  counts: DifCounts,
  groups: readonly number[],
  predictorsOf: (z: number, group: number) => number[],
): Regression {
  const counted = groups.flatMap((group) => cellsOf(counts, group));
  const { centre, spread } = locationOf(counted);
  const predictors = counted.map(({ total, group }) =>
    predictorsOf((total - centre) / spread, group),
  );
  const cells = {
    predictors: Float64Array.from(predictors.flat()),
    width: predictorsOf(0, 0).length,
    right: Float64Array.from(counted, ({ right }) => right),
    wrong: Float64Array.from(counted, ({ wrong }) => wrong),
  };
  return { centre, spread, cells };
}

interface Cell {
  readonly total: number;
  readonly group: number;
  readonly right: number;
  readonly wrong: number;
}

function cellsOf({ totals, counts }: DifCounts, group: number): Cell[] {
  return Array.from(totals, (total, stratum) => {
    const [right = 0, wrong = 0] = counts.subarray(stratum * CELLS + group * 2);
    return { total, group, right, wrong };
  }).filter(({ right, wrong }) => right + wrong > 0);
}

/** Mean and standard deviation of totals; 1 where all are equal, so that nothing is divided by 0. */
function locationOf(cells: readonly Cell[]): Location {
  const sumOf = (value: (total: number) => number) =>
    cells.reduce((sum, { total, right, wrong }) => sum + (right + wrong) * value(total), 0);
  const n = sumOf(() => 1);
  if (n === 0) return { centre: 0, spread: 1 };
  const centre = sumOf((total) => total) / n;
  const variance = sumOf((total) => (total - centre) * (total - centre)) / n;
  return { centre, spread: variance > 0 ? Math.sqrt(variance) : 1 };
}

/** The regressions that make one model, and their likelihood together. */
interface FittedModel {
  readonly parts: readonly (Location & LogisticFit)[];
  readonly logLikelihood: number;
}

function fitted(
  fault: DifFault | null,
  regressions: readonly Regression[],
): Result<FittedModel, DifFault> {
  if (fault !== null) return err(fault);
  const parts: (Location & LogisticFit)[] = [];
  for (const { cells, centre, spread } of regressions) {
    const fit = fitLogistic(cells);
    if (fit === null) return err("not_converged");
    parts.push({ ...fit, centre, spread });
  }
  return ok({ parts, logLikelihood: parts.reduce((sum, part) => sum + part.logLikelihood, 0) });
}

/** Nagelkerke's R² of a model of these counts. */
function explainedBy(counts: DifCounts): (model: FittedModel) => number {
  const cells = BOTH.flatMap((group) => cellsOf(counts, group));
  const rights = cells.reduce((sum, { right }) => sum + right, 0);
  const wrongs = cells.reduce((sum, { wrong }) => sum + wrong, 0);
  const n = rights + wrongs;
  // There are right and wrong answers, or no model would have been fitted.
  const logNull = rights * log(rights / n) + wrongs * log(wrongs / n);
  return ({ logLikelihood }) => nagelkerkeR2(logLikelihood, logNull, n);
}

function compared(
  explained: (model: FittedModel) => number,
  df: number,
  [smaller, larger]: readonly [Result<FittedModel, DifFault>, Result<FittedModel, DifFault>],
): Result<ModelComparison, DifFault> {
  if (!smaller.ok) return smaller;
  if (!larger.ok) return larger;
  // A model with more predictors fits no worse; rounding may say so.
  const gain = Math.max(0, larger.value.logLikelihood - smaller.value.logLikelihood);
  const chiSquare = 2 * gain;
  const deltaR2 = Math.max(0, explained(larger.value) - explained(smaller.value));
  return ok({ chiSquare, df, p: chiSquareUpper(chiSquare, df), deltaR2 });
}

function inPoints({ parts }: FittedModel): LogisticCoefficients {
  const [reference, focal] = parts.map(({ coefficients: [intercept = 0, slope = 0], ...at }) => {
    return { intercept: intercept - (slope * at.centre) / at.spread, total: slope / at.spread };
  });
  const { intercept = 0, total = 0 } = reference ?? {};
  return {
    intercept,
    total,
    group: (focal?.intercept ?? 0) - intercept,
    interaction: (focal?.total ?? 0) - total,
  };
}
