/**
 * Expected a posteriori estimates of ability.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { isUnanswered, refuse, type ThetaEstimates, type ThetaEstimator } from "../estimate.ts";
import { type Grid, logPrior, type NormalPrior } from "../grid.ts";
import {
  addRows,
  findRows,
  type GroupTables,
  groupTables,
  type ItemRows,
} from "../group-tables.ts";
import type { ItemModel } from "../item-model.ts";
import { logRows } from "../item-rows.ts";
import { type Moments, momentsOfLogs, noMoments } from "../posterior-moments.ts";
import { type Refine, refinement } from "./refine.ts";

export interface EapTerms {
  readonly models: readonly ItemModel[];
  readonly grid: Grid;
  readonly prior: NormalPrior;
  readonly refine: Refine;
}

/** The likeliest node of any response lies above this: products cannot vanish there. */
const LEAST_LOG_LIKELIHOOD = -600;

/**
 * EAP, the mean of the posterior over a grid of q, and its standard deviation
 * as the standard error:
 *
 *     θ = Σ q L(q) w(q) / Σ L(q) w(q)      SE² = Σ q² L w / Σ L w - θ²
 *
 * w is the normal prior's density at the nodes. L is a product of rows of group
 * tables; where some response could make every node's product vanish (a few
 * hundred items), their logarithms are added and shifted by the greatest
 * instead. Which of the two is settled by the parameters alone, so an estimate
 * depends on its own response and nothing else.
 *
 * O(groups * nodes) a response, five right-or-wrong items to a group.
 *
 * Source: Bock, R. D., & Mislevy, R. J. (1982). Adaptive EAP estimation of
 * ability in a microcomputer environment. Applied Psychological Measurement,
 * 6(4), 431-444.
 */
export function eap({ models, grid, prior, refine }: EapTerms): ThetaEstimator {
  const weights = logPrior(grid, prior);
  const rows = models.map((model) => logRows(model, grid.nodes));
  const isShort = leastLogLikelihood(rows, weights) >= LEAST_LOG_LIKELIHOOD;
  const posterior = isShort
    ? productPosterior(rows, weights, grid)
    : sumPosterior(rows, weights, grid);
  const refined = refine === "never" ? null : refinement({ models, grid, prior });
  const moments = noMoments();
  return {
    estimate(digits, into, response) {
      if (isUnanswered(digits)) return refuse(into, response, "nothing_answered");
      posterior.momentsOf(digits, moments);
      const se = grid.spacing * moments.sd;
      if (refined !== null && se < grid.spacing) {
        if (refined(digits, posterior.likeliestNode(), into, response)) return;
      }
      write(into, response, grid.centre + grid.spacing * moments.mean, se);
    },
  };
}

function write(into: ThetaEstimates, response: number, theta: number, se: number): void {
  into.theta[response] = theta;
  into.se[response] = se;
  into.reason[response] = 0;
}

/** At the node where the unlikeliest response to all items is likeliest. */
function leastLogLikelihood(items: readonly ItemRows[], weights: Float64Array): number {
  const count = weights.length;
  let highest = -Infinity;
  for (let node = 0; node < count; node++) {
    let lowest = weights[node] as number;
    for (const { digitCount, values } of items) {
      let least = 0;
      for (let digit = 1; digit < digitCount; digit++) {
        least = Math.min(least, values[digit * count + node] as number);
      }
      lowest += least;
    }
    highest = Math.max(highest, lowest);
  }
  return highest;
}

interface Posterior {
  /** Mean and standard deviation of the posterior of one response, in spacings from the centre. */
  readonly momentsOf: (digits: Uint8Array, into: Moments) => void;
  /** Of the response last looked at. */
  readonly likeliestNode: () => number;
}

function productPosterior(
  items: readonly ItemRows[],
  weights: Float64Array,
  grid: Grid,
): Posterior {
  const tables = groupTables(items.map(exponential), grid.count, "multiply");
  const prior = weights.map(exp);
  const rows = new Int32Array(tables.starts.length);
  const posterior = new Float64Array(grid.count);
  return {
    momentsOf(digits, into) {
      findRows(tables, digits, rows);
      const last = rows.length - 4;
      for (let group = 0; group < last; group += 4) {
        multiplyRows(tables, rows, group, group === 0 ? prior : posterior, posterior);
      }
      multiplyMoments(tables, rows, last === 0 ? prior : posterior, posterior, grid.steps, into);
    },
    likeliestNode: () => likeliest(posterior, grid),
  };
}

function exponential({ digitCount, values }: ItemRows): ItemRows {
  return { digitCount, values: values.map(exp) };
}

function multiplyRows(
  { nodeCount, values }: GroupTables,
  rows: Int32Array,
  group: number,
  from: Float64Array,
  into: Float64Array,
): void {
  const a = rows[group] as number;
  const b = rows[group + 1] as number;
  const c = rows[group + 2] as number;
  const d = rows[group + 3] as number;
  for (let node = 0; node < nodeCount; node++) {
    into[node] =
      (from[node] as number) *
      ((values[a + node] as number) * (values[b + node] as number)) *
      ((values[c + node] as number) * (values[d + node] as number));
  }
}

/** The last four rows, and the sums in the same turn. */
function multiplyMoments(
  { nodeCount, values }: GroupTables,
  rows: Int32Array,
  from: Float64Array,
  into: Float64Array,
  steps: Float64Array,
  moments: Moments,
): void {
  const group = rows.length - 4;
  const a = rows[group] as number;
  const b = rows[group + 1] as number;
  const c = rows[group + 2] as number;
  const d = rows[group + 3] as number;
  let total = 0;
  let first = 0;
  let second = 0;
  for (let node = 0; node < nodeCount; node++) {
    const weight =
      (from[node] as number) *
      ((values[a + node] as number) * (values[b + node] as number)) *
      ((values[c + node] as number) * (values[d + node] as number));
    const step = steps[node] as number;
    into[node] = weight;
    total += weight;
    first += weight * step;
    second += weight * step * step;
  }
  moments.mean = first / total;
  moments.sd = Math.sqrt(Math.max(0, second / total - moments.mean * moments.mean));
}

function sumPosterior(items: readonly ItemRows[], weights: Float64Array, grid: Grid): Posterior {
  const tables = groupTables(items, grid.count, "add");
  const rows = new Int32Array(tables.starts.length);
  const logs = new Float64Array(grid.count);
  return {
    momentsOf(digits, into) {
      findRows(tables, digits, rows);
      addRows(tables, rows, logs);
      for (let node = 0; node < logs.length; node++) {
        logs[node] = (logs[node] as number) + (weights[node] as number);
      }
      momentsOfLogs(logs, grid.steps, into);
    },
    likeliestNode: () => likeliest(logs, grid),
  };
}

function likeliest(values: Float64Array, { nodes }: Grid): number {
  let best = 0;
  for (let node = 1; node < values.length; node++) {
    if ((values[node] as number) > (values[best] as number)) best = node;
  }
  return nodes[best] as number;
}
