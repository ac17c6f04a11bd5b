/**
 * Finds the top of a likelihood, or of a posterior.
 *
 * @module
 */

import { climber } from "../climb.ts";
import { gridOver, logPrior, type NormalPrior } from "../grid.ts";
import { addRows, findRows, groupTables } from "../group-tables.ts";
import type { ItemModel } from "../item-model.ts";
import { logRows } from "../item-rows.ts";
import { responseLikelihood } from "../response-likelihood.ts";

/** Standard errors from the curvature at the estimate, or from the test information there. */
export type InformationKind = "observed" | "expected";

export interface HillTerms {
  readonly models: readonly ItemModel[];
  readonly se: InformationKind;
  /** Where the first look is. */
  readonly from: number;
  readonly to: number;
  /** Where the top may be. */
  readonly bounds: { readonly from: number; readonly to: number };
  /** null where the likelihood alone counts. */
  readonly prior: NormalPrior | null;
}

const NODES = 201;

export interface HighestPoint {
  readonly find: (digits: Uint8Array) => number;
  readonly information: (digits: Uint8Array, theta: number) => number;
}

/**
 * The best of 201 nodes, then uphill to where the slope is 0: the global
 * maximum, but for hills narrower than the nodes are apart. O(groups * nodes +
 * items * steps) a response, about eight steps.
 */
export function highestPoint({ models, se, from, to, bounds, prior }: HillTerms): HighestPoint {
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
