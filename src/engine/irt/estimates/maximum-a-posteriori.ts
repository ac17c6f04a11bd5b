/**
 * Maximum a posteriori estimates of ability.
 *
 * @module
 */

import { isUnanswered, refuse, settle, type ThetaEstimator } from "../estimate.ts";
import type { NormalPrior } from "../grid.ts";
import type { ItemModel } from "../item-model.ts";
import { highestPoint, type InformationKind } from "./highest-point.ts";

export interface PosteriorTerms {
  readonly models: readonly ItemModel[];
  readonly se: InformationKind;
  readonly prior: NormalPrior;
}

/** On either side of the prior's mean, in its standard deviations. */
export const PRIOR_REACH = 10;

/**
 * Maximum a posteriori (Bayesian modal estimate) under a normal prior: the
 * global maximum of the posterior, looked for on 201 nodes over
 * mean ± 10 sd, then uphill. SE = 1 / √(information + 1 / sd²), observed
 * information unless `se` says expected.
 */
export function maximumAPosteriori({ models, se, prior }: PosteriorTerms): ThetaEstimator {
  const reach = PRIOR_REACH * prior.sd;
  const [from, to] = [prior.mean - reach, prior.mean + reach];
  const bounds = { from: -Infinity, to: Infinity };
  const top = highestPoint({ models, se, from, to, bounds, prior });
  return {
    estimate(digits, into, response) {
      if (isUnanswered(digits)) return refuse(into, response, "nothing_answered");
      const theta = top.find(digits);
      settle(into, response, theta, top.information(digits, theta));
    },
  };
}
