/**
 * Lays out the joint counts of a form within their budget of memory.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { CompiledItem } from "../rules/compiled-item.ts";
import type { CellPlan, PlanItem } from "./plan.ts";

export type CellFault =
  | { readonly code: "too_many_point_levels"; readonly levels: number; readonly limit: number }
  | { readonly code: "item_has_too_many_levels"; readonly index: number; readonly levels: number }
  | { readonly code: "point_range_too_wide"; readonly units: number };

/** 8 MiB of counters of four bytes, of all groups together. */
const CELL_BUDGET = 2 * 1024 * 1024;
/** States and levels of one item: their codes have two bytes. */
export const MOST_LEVEL_CODES = 2 ** 16;
/** Below this many bins a total says too little about who did well. */
const LEAST_BINS = 16;
/** Differences of totals stay exact in a double. */
const WIDEST_RANGE = 2 ** 52;

/**
 * Bins halve until the counters fit; complete responses are told from others
 * where that fits too. All follows from the definition alone: the points that
 * its items can give, never those they gave.
 */
export function planCells(
  items: readonly PlanItem[],
  compiled: readonly CompiledItem[],
  { unit, tallies }: { readonly unit: number; readonly tallies: number },
): Result<CellPlan, CellFault> {
  const budget = Math.floor(CELL_BUDGET / tallies);
  const starts = new Int32Array(items.length);
  let stride = 0;
  for (const [index, item] of items.entries()) {
    const levels = item.units.length;
    if (levels > MOST_LEVEL_CODES) return err({ code: "item_has_too_many_levels", index, levels });
    starts[index] = stride;
    stride += item.units.length;
  }
  if (stride * LEAST_BINS > budget) {
    const limit = Math.floor(budget / LEAST_BINS);
    return err({ code: "too_many_point_levels", levels: stride, limit });
  }

  const { minUnits, maxUnits } = rangeOf(compiled, unit);
  const range = maxUnits - minUnits;
  if (range > WIDEST_RANGE) return err({ code: "point_range_too_wide", units: range });
  let binWidth = 1;
  while ((Math.floor(range / binWidth) + 1) * stride > budget) binWidth *= 2;
  const binCount = Math.floor(range / binWidth) + 1;
  const blocks = binWidth === 1 && 2 * binCount * stride <= budget ? 2 : 1;
  return ok({ minUnits, maxUnits, binWidth, binCount, blocks, stride, starts });
}

/** An item may always be not presented, so 0 is in every item's range. */
function rangeOf(compiled: readonly CompiledItem[], unit: number) {
  let min = 0;
  let max = 0;
  for (const { blank, levels } of compiled) {
    min += Math.min(0, blank, levels[0] ?? 0);
    max += Math.max(0, blank, levels.at(-1) ?? 0);
  }
  return { minUnits: min / unit, maxUnits: max / unit };
}
