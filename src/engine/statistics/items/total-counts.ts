/**
 * The total of a form as a test, from its tally.
 *
 * @module
 */

import { MICROPOINTS_PER_POINT } from "../../micropoints.ts";
import { rational } from "../../numbers/rational.ts";
import { isAnswered } from "../../scoring/is-answered.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { histogramOf } from "../histogram.ts";
import { emptyMoments, mergeMoments, type Moments } from "../moments.ts";
import type { Tally } from "../tally.ts";
import type { ItemCounts, TestBlock, TestCounts, TestItem, TotalCounts } from "./test-counts.ts";
import { totalsOf } from "./totals-of.ts";

/**
 * O(bins * cells of a bin), however many responses there are.
 *
 * Where complete results are not told from others, the block of complete ones
 * is null: their statistics are unknown, not those of nobody.
 */
export function totalCounts(plan: Plan, tally: Tally): TestCounts {
  const { blocks, binWidth, stride, binCount } = plan.cells;
  const size = binCount * stride;
  const parts = Array.from({ length: blocks }, (_, block) => ({
    histogram: tally.histogram.subarray(block * binCount, (block + 1) * binCount),
    cells: tally.cells.subarray(block * size, (block + 1) * size),
  }));
  const all = binWidth === 1 ? exactBlock(plan, parts) : binnedBlock(plan, tally);
  return {
    id: "total",
    unit: rational(BigInt(plan.unit), BigInt(MICROPOINTS_PER_POINT)),
    items: plan.items.map((item) => testItem(plan, item)),
    all,
    complete: blocks === 2 ? exactBlock(plan, parts.slice(0, 1)) : null,
    gaps: tally.incomplete,
    histogram: histogramOf(plan, tally),
  };
}

function testItem({ unit }: Plan, { item, units, compiled }: PlanItem): TestItem {
  return {
    id: item.id,
    least: (compiled.levels[0] ?? 0) / unit,
    most: (compiled.levels.at(-1) ?? 0) / unit,
    codes: Array.from(units, (x, code) => ({ code, x, isAnswer: isAnswered(item, code) })),
  };
}

interface Part {
  readonly histogram: Uint32Array;
  readonly cells: Uint32Array;
}

/** Every bin is one total. */
function exactBlock(plan: Plan, parts: readonly Part[]): TestBlock {
  const counts = new Float64Array(plan.cells.binCount);
  for (const { histogram } of parts) {
    for (const [bin, n] of histogram.entries()) counts[bin] = (counts[bin] as number) + n;
  }
  const bins = [...counts.keys()].filter((bin) => counts[bin] !== 0);
  const totals = totalsOf(counts, plan.cells.minUnits);
  const total = momentsOf(totals);
  return {
    total,
    totals,
    items: plan.items.map((_, index) => exactItem(plan, index, { parts, bins, totals })),
  };
}

interface Joint {
  readonly parts: readonly Part[];
  /** Those with results, and their totals. */
  readonly bins: readonly number[];
  readonly totals: TotalCounts;
}

function exactItem(plan: Plan, index: number, { parts, bins, totals }: Joint): ItemCounts {
  const { starts, stride } = plan.cells;
  const start = starts[index] as number;
  const count = (plan.items[index] as PlanItem).units.length;
  const n = new Float64Array(count);
  const sums: bigint[] = [];
  const joint: Float64Array[] = [];
  const least = totals.totals[0] ?? 0;
  for (let code = 0; code < count; code++) {
    const own = new Float64Array(bins.length);
    for (const { cells } of parts) addColumn(own, cells, bins, { stride, cell: start + code });
    const sum = sumsOf(own, totals.totals, least);
    n[code] = sum.n;
    sums.push(sum.total);
    joint.push(own);
  }
  return { n, totals: sums, joint };
}

function addColumn(
  own: Float64Array,
  cells: Uint32Array,
  bins: readonly number[],
  { stride, cell }: { readonly stride: number; readonly cell: number },
): void {
  for (let place = 0; place < own.length; place++) {
    own[place] =
      (own[place] as number) + (cells[(bins[place] as number) * stride + cell] as number);
  }
}

/** Distances from the least total are below 2^21 and counts below 2^32, so they add exactly in a double. */
function sumsOf(counts: Float64Array, totals: Float64Array, least: number) {
  let n = 0;
  let distance = 0;
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] as number;
    n += count;
    distance += count * ((totals[place] as number) - least);
  }
  return { n, total: BigInt(distance) + BigInt(n) * BigInt(least) };
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

/** Totals that share a bin: what a bin leaves out was added up beside it. */
function binnedBlock(plan: Plan, tally: Tally): TestBlock {
  const { starts, stride, binCount, binWidth, minUnits } = plan.cells;
  const items = plan.items.map(({ units }, index): ItemCounts => {
    const n = new Float64Array(units.length);
    const totals = Array.from(units, (_, code) => {
      const cell = (starts[index] as number) + code;
      let sum = tally.remainders[cell] ?? 0n;
      for (let bin = 0; bin < binCount; bin++) {
        const count = tally.cells[bin * stride + cell] as number;
        if (count === 0) continue;
        n[code] = (n[code] as number) + count;
        sum += BigInt(count) * BigInt(minUnits + bin * binWidth);
      }
      return sum;
    });
    return { n, totals, joint: null };
  });
  return { total: tally.total, totals: null, items };
}
