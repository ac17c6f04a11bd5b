/**
 * The estimator that an entry of a definition asks for.
 *
 * @module
 */

import type { Irt, IrtMethod } from "../definition/irt.ts";
import type { ThetaEstimator } from "./estimate.ts";
import { eapSum } from "./estimates/eap-sum.ts";
import { eap } from "./estimates/eap.ts";
import { maximumAPosteriori } from "./estimates/maximum-a-posteriori.ts";
import { maximumLikelihood } from "./estimates/maximum-likelihood.ts";
import { weightedLikelihood } from "./estimates/weighted-likelihood.ts";
import { type Grid, gridOver, type NormalPrior } from "./grid.ts";
import type { ItemModel } from "./item-model.ts";

export const STANDARD_NORMAL: NormalPrior = { mean: 0, sd: 1 };
const NODES = 61;
/** Of the prior, on either side of its mean. */
const REACH = 6;

const estimators: Readonly<
  Record<IrtMethod, (irt: Irt, models: readonly ItemModel[], prior: NormalPrior) => ThetaEstimator>
> = {
  eap: (irt, models, prior) =>
    eap({ models, grid: gridOf(irt), prior, refine: irt.refine ?? "auto" }),
  eapsum: (irt, models, prior) =>
    eapSum({ models, grid: gridOf(irt), prior, refine: irt.refine ?? "auto" }),
  map: ({ se = "observed" }, models, prior) => maximumAPosteriori({ models, prior, se }),
  ml: ({ se = "expected", clamp = null }, models) => maximumLikelihood({ models, clamp, se }),
  wle: ({ wle = "warm", clamp = null }, models) => weightedLikelihood({ models, clamp, kind: wle }),
};

export function estimatorOf(irt: Irt, models: readonly ItemModel[]): ThetaEstimator {
  return estimators[irt.method](irt, models, priorOf(irt));
}

export function priorOf({ prior }: Irt): NormalPrior {
  return prior ?? STANDARD_NORMAL;
}

export function gridOf(irt: Irt): Grid {
  const { grid } = irt;
  if (grid !== undefined) return gridOver(grid.from, grid.to, grid.nodes);
  const { mean, sd } = priorOf(irt);
  return gridOver(mean - REACH * sd, mean + REACH * sd, NODES);
}
