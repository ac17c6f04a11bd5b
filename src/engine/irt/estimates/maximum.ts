/**
 * Estimates at the top of the likelihood, or of the posterior.
 *
 * @module
 */

import { climber } from "../climb.ts";
import {
  isUnanswered,
  refuse,
  settle,
  type ThetaEstimates,
  type ThetaEstimator,
  thetaReason,
} from "../estimate.ts";
import { gridOver, logPrior, type NormalPrior } from "../grid.ts";
import { addRows, findRows, groupTables } from "../group-tables.ts";
import type { ItemModel } from "../item-model.ts";
import { logRows } from "../item-rows.ts";
import { responseLikelihood } from "../response-likelihood.ts";

/** Standard errors from the curvature at the estimate, or from the test information there. */
export type InformationKind = "observed" | "expected";

/** Where the estimate must lie, both ends included. */
export interface Clamp {
  readonly min: number;
  readonly max: number;
}

interface MaximumTerms {
  readonly models: readonly ItemModel[];
  readonly se: InformationKind;
}

const NODES = 201;
/** On either side of the prior's mean, in its standard deviations. */
const PRIOR_REACH = 10;
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
export function maximumLikelihood({
  models,
  se,
  clamp,
}: MaximumTerms & { readonly clamp: Clamp | null }): ThetaEstimator {
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

/** An estimate that would be infinite: with a clamp, the end on its side. */
export function settleAtEnd(
  into: ThetaEstimates,
  response: number,
  theta: number,
  clamp: Clamp | null,
): void {
  const isBelow = theta < 0;
  into.se[response] = Number.NaN;
  if (clamp === null) {
    into.theta[response] = theta;
    into.reason[response] = thetaReason(isBelow ? "no_maximum_below" : "no_maximum_above");
    return;
  }
  into.theta[response] = isBelow ? clamp.min : clamp.max;
  into.reason[response] = thetaReason("clamped");
}

/**
 * Maximum a posteriori (Bayesian modal estimate) under a normal prior: the
 * global maximum of the posterior, looked for on 201 nodes over
 * mean ± 10 sd, then uphill. SE = 1 / √(information + 1 / sd²), observed
 * information unless `se` says expected.
 */
export function maximumAPosteriori({
  models,
  se,
  prior,
}: MaximumTerms & { readonly prior: NormalPrior }): ThetaEstimator {
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

interface HillTerms extends MaximumTerms {
  /** Where the first look is. */
  readonly from: number;
  readonly to: number;
  /** Where the top may be. */
  readonly bounds: { readonly from: number; readonly to: number };
  /** null where the likelihood alone counts. */
  readonly prior: NormalPrior | null;
}

interface HighestPoint {
  readonly find: (digits: Uint8Array) => number;
  readonly information: (digits: Uint8Array, theta: number) => number;
}

function highestPoint({ models, se, from, to, bounds, prior }: HillTerms): HighestPoint {
  const grid = gridOver(from, to, NODES);
  const tables = groupTables(
    models.map((model) => logRows(model, grid.nodes)),
    NODES,
    "add",
  );
  const weights = prior === null ? new Float64Array(NODES) : logPrior(grid, prior);
  const precision = prior === null ? 0 : 1 / (prior.sd * prior.sd);
  const mean = prior?.mean ?? 0;
  const rows = new Int32Array(tables.starts.length);
  const logs = new Float64Array(NODES);
  const likelihood = responseLikelihood(models);

  let current: Uint8Array = new Uint8Array(0);
  const slopeAt = (theta: number): number => {
    likelihood.moveTo(current, theta);
    return likelihood.slope - (theta - mean) * precision;
  };
  const climb = climber({ slopeAt, ...bounds, stride: grid.spacing });

  return {
    find(digits) {
      current = digits;
      findRows(tables, digits, rows);
      addRows(tables, rows, logs);
      let best = 0;
      let most = -Infinity;
      for (let node = 0; node < NODES; node++) {
        const value = (logs[node] as number) + (weights[node] as number);
        if (value <= most) continue;
        best = node;
        most = value;
      }
      return climb(grid.nodes[best] as number);
    },
    information(digits, theta) {
      likelihood.withInformation(digits, theta);
      const own = se === "observed" ? -likelihood.bend : likelihood.terms.information;
      return own + precision;
    },
  };
}
