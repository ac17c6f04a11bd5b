/**
 * Expected a posteriori estimates from the sum of categories alone.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { refuse, type ThetaEstimates, type ThetaEstimator, UNANSWERED } from "../estimate.ts";
import { type Grid, gridOver, logPrior, type NormalPrior } from "../grid.ts";
import type { ItemModel } from "../item-model.ts";
import { probabilityRows } from "../item-rows.ts";
import { sumDistribution } from "../lord-wingersky.ts";
import type { Refine } from "./refine.ts";

export interface EapSumTerms {
  readonly models: readonly ItemModel[];
  readonly grid: Grid;
  readonly prior: NormalPrior;
  readonly refine: Refine;
}

/** Entry s is of the sum s. */
export interface SumTable {
  readonly theta: Float64Array;
  readonly se: Float64Array;
  /** How likely the sum is under the prior. */
  readonly probability: Float64Array;
}

/** Kept of the sets of items that responses were presented with. */
const MOST_TABLES = 32;
/** How often a grid may be made finer. */
const MOST_HALVINGS = 4;
/** Below it, a mean over the nodes has no digits left. */
const LEAST_PROBABILITY = 1e-300;

/**
 * EAPsum: the posterior mean given the sum of categories, one table of
 * estimates for each set of items that was presented. An item that was
 * presented and not answered leaves the sum, and so the estimate, undefined.
 * Where a standard error in a table is less than the spacing of its grid, the
 * table is made anew with half the spacing, four times at most.
 *
 * O(items) a response; a new set costs O(items * sums * categories * nodes).
 * The tables of 32 sets are kept.
 */
export function eapSum({ models, grid, prior, refine }: EapSumTerms): ThetaEstimator {
  const tables: { readonly presented: Uint8Array; readonly table: SumTable }[] = [];
  const presented = new Uint8Array(models.length);
  let oldest = 0;

  const tableOf = (): SumTable => {
    for (const known of tables) if (isSame(known.presented, presented)) return known.table;
    const own = models.filter((_, item) => presented[item] === 1);
    const made = { presented: presented.slice(), table: sumTable(own, { grid, prior, refine }) };
    tables[oldest] = made;
    oldest = (oldest + 1) % MOST_TABLES;
    return made.table;
  };

  return {
    estimate(digits, into, response) {
      let sum = 0;
      let count = 0;
      for (let item = 0; item < digits.length; item++) {
        const digit = digits[item] as number;
        if (digit === UNANSWERED) {
          return refuse(into, response, reasonOf(digits));
        }
        presented[item] = digit === 0 ? 0 : 1;
        if (digit === 0) continue;
        sum += digit - 1;
        count++;
      }
      if (count === 0) return refuse(into, response, "nothing_answered");
      write(tableOf(), sum, into, response);
    },
  };
}

function reasonOf(digits: Uint8Array): "nothing_answered" | "an_item_is_not_answered" {
  const isAnswered = digits.some((digit) => digit !== 0 && digit !== UNANSWERED);
  return isAnswered ? "an_item_is_not_answered" : "nothing_answered";
}

function write(table: SumTable, sum: number, into: ThetaEstimates, response: number): void {
  if (!((table.probability[sum] as number) >= LEAST_PROBABILITY)) {
    return refuse(into, response, "sum_too_improbable");
  }
  into.theta[response] = table.theta[sum] as number;
  into.se[response] = table.se[sum] as number;
  into.reason[response] = 0;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  for (let item = 0; item < a.length; item++) if (a[item] !== b[item]) return false;
  return true;
}

type TableTerms = Omit<EapSumTerms, "models">;

function sumTable(models: readonly ItemModel[], { grid, prior, refine }: TableTerms): SumTable {
  let table = tableOver(models, grid, prior);
  if (refine === "never") return table;
  let finer = grid;
  for (let turn = 0; turn < MOST_HALVINGS && isNarrow(table, finer); turn++) {
    finer = halved(finer);
    table = tableOver(models, finer, prior);
  }
  return table;
}

function isNarrow({ se, probability }: SumTable, { spacing }: Grid): boolean {
  return se.some((own, sum) => own < spacing && (probability[sum] as number) >= LEAST_PROBABILITY);
}

function halved({ centre, spacing, count }: Grid): Grid {
  const reach = (spacing * (count - 1)) / 2;
  return gridOver(centre - reach, centre + reach, 2 * count - 1);
}

function tableOver(models: readonly ItemModel[], grid: Grid, prior: NormalPrior): SumTable {
  const rows = models.map((model) => probabilityRows(model, grid.nodes));
  const likely = sumDistribution(rows, grid.count);
  const weights = logPrior(grid, prior).map(exp);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const count = likely.length / grid.count;
  const table = {
    theta: new Float64Array(count),
    se: new Float64Array(count),
    probability: new Float64Array(count),
  };
  for (let sum = 0; sum < count; sum++) {
    let [total, first, second] = [0, 0, 0];
    for (const [node, step] of grid.steps.entries()) {
      const weight = (likely[sum * grid.count + node] as number) * (weights[node] as number);
      total += weight;
      first += weight * step;
      second += weight * step * step;
    }
    const mean = first / total;
    table.probability[sum] = total / whole;
    table.theta[sum] = grid.centre + grid.spacing * mean;
    table.se[sum] = grid.spacing * Math.sqrt(Math.max(0, second / total - mean * mean));
  }
  return table;
}
