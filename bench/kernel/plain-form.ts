/**
 * A form and its responses as the plain implementations take them.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";

import type { PlainItem, PlainMatrix } from "../baselines/plain-item-analysis.ts";

/** Points in the plan's units; its items are of one byte each. */
export function plainItems({ items, unit }: Plan): PlainItem[] {
  return items.map(({ offset, units, compiled }) => ({
    column: offset,
    points: units,
    most: (compiled.levels.at(-1) ?? 0) / unit,
  }));
}

/** @param batches Side by side in `rows`, from its start. */
export function plainMatrix(
  { rowLength }: Plan,
  rows: Uint8Array,
  batches: readonly ResponseBatch[],
): PlainMatrix {
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  return { count, rowLength, codes: rows.subarray(0, count * rowLength) };
}
