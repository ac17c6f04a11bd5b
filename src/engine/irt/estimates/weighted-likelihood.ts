/**
 * Weighted likelihood estimates of ability.
 *
 * @module
 */

import { climber } from "../climb.ts";
import { isUnanswered, refuse, settle, type ThetaEstimator } from "../estimate.ts";
import { type Grid, gridOver } from "../grid.ts";
import {
  addRows,
  findRows,
  type GroupTables,
  groupTables,
  type ItemRows,
} from "../group-tables.ts";
import { addInformation, noTerms } from "../item-information.ts";
import { curvesRoom, type ItemModel } from "../item-model.ts";
import { responseLikelihood } from "../response-likelihood.ts";
import { type Clamp, settleAtEnd } from "./clamp.ts";

export type WeightKind = "warm" | "jeffreys";

export interface WeightedTerms {
  readonly models: readonly ItemModel[];
  readonly kind: WeightKind;
  readonly clamp: Clamp | null;
}

const NODES = 81;
const LOWEST = -10;
const HIGHEST = 10;

/**
 * WLE, in which the likelihood is weighted so that the estimate loses its bias
 * of the first order, and all wrong or all right has an estimate too.
 *
 *     warm        d ln L / dθ + J / (2 I) = 0,  J = Σ P' P'' / P
 *     jeffreys    ln L + ½ ln I is greatest: d ln L / dθ + (dI/dθ) / (2 I) = 0
 *
 * Sums are over the answered items. The two agree for 1PL, 2PL, GRM, GPCM and
 * NRM, and differ for 3PL and 4PL (mirt's "WLE" is the second). Where there are
 * several maxima, the one with the greatest weighted likelihood counts, as the
 * slopes at 81 nodes over [-10, 10] (or the clamp) add up; the estimate itself
 * may lie beyond them, without a clamp. SE = 1 / √I(θ).
 *
 * O(groups * nodes + items * steps) a response.
 *
 * Source: Warm, T. A. (1989). Weighted likelihood estimation of ability in item
 * response theory. Psychometrika, 54, 427-450.
 */
export function weightedLikelihood({ models, kind, clamp }: WeightedTerms): ThetaEstimator {
  const grid = gridOver(clamp?.min ?? LOWEST, clamp?.max ?? HIGHEST, NODES);
  const start = startingPoint(models, kind, grid);
  const likelihood = responseLikelihood(models);

  let current: Uint8Array = new Uint8Array(0);
  const slopeAt = (theta: number): number => {
    likelihood.withInformation(current, theta);
    const { information, bias, rise } = likelihood.terms;
    return weightedSlope(likelihood.slope, information, kind === "warm" ? bias : rise);
  };
  const climb = climber({
    slopeAt,
    from: clamp?.min ?? -Infinity,
    to: clamp?.max ?? Infinity,
    stride: grid.spacing,
  });

  return {
    estimate(digits, into, response) {
      if (isUnanswered(digits)) return refuse(into, response, "nothing_answered");
      current = digits;
      const theta = climb(start(digits));
      if (!Number.isFinite(theta)) return settleAtEnd(into, response, theta, clamp);
      likelihood.withInformation(digits, theta);
      settle(into, response, theta, likelihood.terms.information);
    },
  };
}

/** Where no item says anything any more, the weight says nothing either. */
function weightedSlope(slope: number, information: number, weight: number): number {
  return information > 0 ? slope + weight / (2 * information) : slope;
}

/** Finds the node from which to climb: where the sum of the slopes up to it is greatest. */
function startingPoint(
  models: readonly ItemModel[],
  kind: WeightKind,
  grid: Grid,
): (digits: Uint8Array) => number {
  const tables = [slopeRows, informationRows, weightRows(kind)].map((rowsOf) =>
    groupTables(
      models.map((model) => rowsOf(model, grid.nodes)),
      grid.count,
      "add",
    ),
  ) as [GroupTables, GroupTables, GroupTables];
  const rows = new Int32Array(tables[0].starts.length);
  const sums = tables.map(() => new Float64Array(grid.count));
  const [slopes, informations, weights] = sums as [Float64Array, Float64Array, Float64Array];
  return (digits) => {
    findRows(tables[0], digits, rows);
    addRows(tables[0], rows, slopes);
    addRows(tables[1], rows, informations);
    addRows(tables[2], rows, weights);
    let best = 0;
    let height = 0;
    let most = 0;
    let last = 0;
    for (let node = 0; node < grid.count; node++) {
      const slope = weightedSlope(
        slopes[node] as number,
        informations[node] as number,
        weights[node] as number,
      );
      if (node > 0) height += last + slope;
      if (height > most) {
        most = height;
        best = node;
      }
      last = slope;
    }
    return grid.nodes[best] as number;
  };
}

type RowsOf = (model: ItemModel, nodes: Float64Array) => ItemRows;

/** d ln P / dθ of each category. */
const slopeRows: RowsOf = (model, nodes) =>
  rowsOf(model, nodes, (k, { slope }) => slope[k] as number);

const informationRows: RowsOf = (model, nodes) =>
  rowsOf(model, nodes, (_, room) => termsOf(model, room).information);

function weightRows(kind: WeightKind): RowsOf {
  return (model, nodes) =>
    rowsOf(model, nodes, (_, room) => {
      const { bias, rise } = termsOf(model, room);
      return kind === "warm" ? bias : rise;
    });
}

type Room = ReturnType<typeof curvesRoom>;

function termsOf(model: ItemModel, room: Room) {
  const terms = noTerms();
  addInformation(model, room, terms);
  return terms;
}

function rowsOf(
  model: ItemModel,
  nodes: Float64Array,
  valueOf: (category: number, room: Room) => number,
): ItemRows {
  const room = curvesRoom([model]);
  const digitCount = model.categoryCount + 1;
  const values = new Float64Array(digitCount * nodes.length);
  for (const [node, theta] of nodes.entries()) {
    model.curves(theta, room);
    for (let k = 0; k < model.categoryCount; k++) {
      values[(k + 1) * nodes.length + node] = valueOf(k, room);
    }
  }
  return { digitCount, values };
}
