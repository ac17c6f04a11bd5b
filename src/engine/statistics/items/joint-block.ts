/**
 * A block of the total as a test, from counts by total, item and code.
 *
 * @module
 */

import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { emptyMoments, mergeMoments, type Moments } from "../moments.ts";
import type { ItemCounts, TestBlock, TotalCounts } from "./test-counts.ts";

/** Results by row, and by row, item and code; a row is of one total. */
export interface JointCounts {
  readonly histogram: Uint32Array;
  readonly cells: Uint32Array;
}

/** A row of the counts, and its total in units. */
export interface TotalRow {
  readonly row: number;
  readonly total: number;
}

/**
 * O(rows * cells of a row).
 *
 * @param parts Counts whose rows are of the same totals; they are added up.
 * @param rows Ascending by total.
 */
export function jointBlock(
  plan: Plan,
  parts: readonly JointCounts[],
  rows: readonly TotalRow[],
): TestBlock {
  const countOf = (row: number) =>
    parts.reduce((sum, { histogram }) => sum + (histogram[row] as number), 0);
  const filled = rows.filter(({ row }) => countOf(row) > 0);
  const totals = {
    totals: Float64Array.from(filled, ({ total }) => total),
    counts: Float64Array.from(filled, ({ row }) => countOf(row)),
  };
  const joint = { parts, rows: Int32Array.from(filled, ({ row }) => row), totals };
  return {
    total: momentsOf(totals),
    totals,
    items: plan.items.map((_, index) => itemCounts(plan, index, joint)),
  };
}

interface Joint {
  readonly parts: readonly JointCounts[];
  /** Those with results, and their totals. */
  readonly rows: Int32Array;
  readonly totals: TotalCounts;
}

function itemCounts(plan: Plan, index: number, { parts, rows, totals }: Joint): ItemCounts {
  const { starts, stride } = plan.cells;
  const start = starts[index] as number;
  const count = (plan.items[index] as PlanItem).units.length;
  const n = new Float64Array(count);
  const sums: bigint[] = [];
  const joint: Float64Array[] = [];
  for (let code = 0; code < count; code++) {
    const own = new Float64Array(rows.length);
    for (const { cells } of parts) addColumn(own, cells, rows, { stride, cell: start + code });
    const sum = sumsOf(own, totals.totals);
    n[code] = sum.n;
    sums.push(sum.total);
    joint.push(own);
  }
  return { n, totals: sums, joint };
}

function addColumn(
  own: Float64Array,
  cells: Uint32Array,
  rows: Int32Array,
  { stride, cell }: { readonly stride: number; readonly cell: number },
): void {
  for (let place = 0; place < own.length; place++) {
    own[place] =
      (own[place] as number) + (cells[(rows[place] as number) * stride + cell] as number);
  }
}

/** Distances below this, of fewer than 2^32 results, add up exactly in a double. */
const SHORT = 2 ** 21;

function sumsOf(counts: Float64Array, totals: Float64Array) {
  const least = totals[0] ?? 0;
  const isShort = (totals[totals.length - 1] ?? 0) - least < SHORT;
  let n = 0;
  let distance = 0;
  let far = 0n;
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] as number;
    if (count === 0) continue;
    n += count;
    const own = (totals[place] as number) - least;
    if (isShort) distance += count * own;
    else far += BigInt(count) * BigInt(own);
  }
  return { n, total: BigInt(distance) + far + BigInt(n) * BigInt(least) };
}

function momentsOf({ totals, counts }: TotalCounts): Moments {
  const moments = emptyMoments();
  for (const [place, total] of totals.entries()) {
    const n = BigInt(counts[place] as number);
    const value = BigInt(total);
    const own = { n: Number(n), sum: n * value, squares: n * value * value };
    mergeMoments(moments, { ...own, min: total, max: total });
  }
  return moments;
}
