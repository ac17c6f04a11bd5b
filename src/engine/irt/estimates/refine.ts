/**
 * A second, finer look at a posterior that is narrow for its grid.
 *
 * @module
 */

import { log } from "../../numbers/log.ts";
import { climber } from "../climb.ts";
import type { ThetaEstimates } from "../estimate.ts";
import { type Grid, gridOver, type NormalPrior } from "../grid.ts";
import type { ItemModel } from "../item-model.ts";
import { momentsOfLogs, noMoments } from "../posterior-moments.ts";
import { responseLikelihood } from "../response-likelihood.ts";

/** `auto`: where the standard error is less than the spacing of the grid. */
export type Refine = "auto" | "never";

export interface RefinedTerms {
  readonly models: readonly ItemModel[];
  readonly grid: Grid;
  readonly prior: NormalPrior;
}

/** Half the width of the second grid, in standard errors. */
const REACH = 8;

/** Writes the refined estimate; false where the posterior is flat at its mode, and nothing is written. */
export type Refinement = (
  digits: Uint8Array,
  start: number,
  into: ThetaEstimates,
  response: number,
) => boolean;

/** Of the mode, which only says where to look: the grid reaches 8 standard errors beyond. */
const MODE_PRECISION = 1e-4;
/** Answers between two looks at how small the products have become. */
const ANSWERS_AT_ONCE = 8;
/** Products of probabilities are turned into logarithms below it. */
const SMALL = 1e-100;
/** A product that fell below this at once has lost digits, or all. */
const LOST = 1e-290;

/**
 * EAP once more, with as many nodes over the posterior mode ± 8 standard
 * errors, each 1 / √(observed information of the posterior).
 *
 * O(items * nodes) a response, some forty times the price of the first look, for
 * the tables do not fit a grid that is each response's own.
 */
export function refinement({ models, grid, prior }: RefinedTerms): Refinement {
  const likelihood = responseLikelihood(models);
  const precision = 1 / (prior.sd * prior.sd);
  const logs = new Float64Array(grid.count);
  const moments = noMoments();
  const { steps } = gridOver(-REACH, REACH, grid.count);
  const logLikelihoods = likelihoodAlong(models, grid.count);

  let current: Uint8Array = new Uint8Array(0);
  const slopeAt = (theta: number): number => {
    likelihood.moveTo(current, theta);
    return likelihood.slope - (theta - prior.mean) * precision;
  };
  const climb = climber({
    slopeAt,
    from: -Infinity,
    to: Infinity,
    stride: grid.spacing,
    precision: MODE_PRECISION,
  });

  return (digits, start, into, response) => {
    current = digits;
    const mode = climb(start);
    likelihood.moveTo(digits, mode);
    const information = precision - likelihood.bend;
    if (!(information > 0)) return false;
    const unit = 1 / Math.sqrt(information);
    const step = (2 * REACH * unit) / (grid.count - 1);
    logLikelihoods(digits, mode - REACH * unit, step, logs);
    for (let node = 0; node < logs.length; node++) {
      const deviation = mode + (steps[node] as number) * step - prior.mean;
      logs[node] = (logs[node] as number) - 0.5 * precision * deviation * deviation;
    }
    momentsOfLogs(logs, steps, moments);
    into.theta[response] = mode + moments.mean * step;
    into.se[response] = moments.sd * step;
    into.reason[response] = 0;
    return true;
  };
}

type LikelihoodAlong = (
  digits: Uint8Array,
  start: number,
  step: number,
  into: Float64Array,
) => void;

/** ln L at equally spaced abilities: by products, and by logarithms where those leave a double. */
function likelihoodAlong(models: readonly ItemModel[], count: number): LikelihoodAlong {
  const products = new Float64Array(count);
  const categories = new Float64Array(
    models.reduce((most, { categoryCount }) => Math.max(most, categoryCount), 0),
  );
  const along = { start: 0, step: 0 };

  const byProducts = (digits: Uint8Array, into: Float64Array): boolean => {
    into.fill(0);
    products.fill(1);
    let answers = 0;
    for (let item = 0; item < models.length; item++) {
      const digit = digits[item] as number;
      if (digit === 0) continue;
      const model = models[item] as ItemModel;
      if (!model.multiplyAlong(digit - 1, along, products)) return false;
      answers++;
      if (answers % ANSWERS_AT_ONCE === 0 && !empty(products, into, SMALL)) return false;
    }
    return empty(products, into, Infinity);
  };

  const byLogarithms = (digits: Uint8Array, into: Float64Array): void => {
    into.fill(0);
    for (let item = 0; item < models.length; item++) {
      const digit = digits[item] as number;
      if (digit === 0) continue;
      const model = models[item] as ItemModel;
      for (let node = 0; node < into.length; node++) {
        model.logProbabilities(along.start + node * along.step, categories);
        into[node] = (into[node] as number) + (categories[digit - 1] as number);
      }
    }
  };

  return (digits, start, step, into) => {
    along.start = start;
    along.step = step;
    if (!byProducts(digits, into)) byLogarithms(digits, into);
  };
}

/** Moves products below a limit to the sums of their logarithms; false where one has lost digits. */
function empty(products: Float64Array, logs: Float64Array, limit: number): boolean {
  for (let node = 0; node < products.length; node++) {
    const product = products[node] as number;
    if (product >= limit) continue;
    if (!(product >= LOST)) return false;
    logs[node] = (logs[node] as number) + log(product);
    products[node] = 1;
  }
  return true;
}
