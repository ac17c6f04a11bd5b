/**
 * Maximum likelihood estimates of ability.
 *
 * @module
 */

import { isUnanswered, refuse, settle, type ThetaEstimator } from "../estimate.ts";
import type { ItemModel } from "../item-model.ts";
import { type Clamp, settleAtEnd } from "./clamp.ts";
import { highestPoint, type InformationKind } from "./highest-point.ts";

export interface LikelihoodTerms {
  readonly models: readonly ItemModel[];
  readonly se: InformationKind;
  readonly clamp: Clamp | null;
}

const LOWEST = -10;
const HIGHEST = 10;

/**
 * Maximum likelihood.
 *
 * The global maximum on [-10, 10], or on the clamp: the best of 201 nodes,
 * then uphill to where the slope is 0. Where the likelihood still rises at an
 * end, as it does for all wrong and all right, theta is infinite and has no
 * standard error; with a clamp, theta is that end, flagged. SE = 1 / √I,
 * expected information unless `se` says observed.
 *
 * O(groups * nodes + items * steps) a response; about eight steps.
 */
export function maximumLikelihood({ models, se, clamp }: LikelihoodTerms): ThetaEstimator {
  const [from, to] = clamp === null ? [LOWEST, HIGHEST] : [clamp.min, clamp.max];
  const top = highestPoint({ models, se, from, to, bounds: { from, to }, prior: null });
  return {
    estimate(digits, into, response) {
      if (isUnanswered(digits)) return refuse(into, response, "nothing_answered");
      const theta = top.find(digits);
      if (Number.isFinite(theta)) settle(into, response, theta, top.information(digits, theta));
      else settleAtEnd(into, response, theta, clamp);
    },
  };
}
