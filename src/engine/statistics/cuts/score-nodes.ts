/**
 * How likely each sum of categories is at each ability of a population.
 *
 * @module
 */

import { gridOver, logPrior } from "../../irt/grid.ts";
import { probabilityRows } from "../../irt/item-rows.ts";
import { sumDistribution } from "../../irt/lord-wingersky.ts";
import { exp } from "../../numbers/exp.ts";
import type { ScoreNode } from "./lee.ts";
import type { TestCurve } from "./test-curve.ts";

const NODES = 41;
/** Standard deviations on either side of the mean. */
const REACH = 4;
/** The recursion costs items * sums * categories * nodes. */
const MOST_SUMS = 2_000;

/**
 * 41 equally spaced abilities over the prior's mean ± 4 sd, which is [-4, 4]
 * unless the definition says otherwise, weighted by it.
 *
 * @returns null for more than 2,000 sums.
 */
export function scoreNodes({ models, prior }: TestCurve): ScoreNode[] | null {
  const sums = models.reduce((most, model) => most + model.categoryCount - 1, 0);
  if (sums > MOST_SUMS) return null;
  const { mean, sd } = prior;
  const grid = gridOver(mean - REACH * sd, mean + REACH * sd, NODES);
  const likely = sumDistribution(
    models.map((model) => probabilityRows(model, grid.nodes)),
    NODES,
  );
  const weights = logPrior(grid, prior).map(exp);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from(weights, (weight, node) => ({
    weight: weight / all,
    scores: Float64Array.from({ length: sums + 1 }, (_, s) => likely[s * NODES + node] as number),
  }));
}
