/**
 * Counts into (bin of the total, item, code).
 *
 * @module
 */

import type { CellPlan, Plan, ResponseBatch } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";
import type { Tally } from "./tally.ts";

export interface CodedBatch {
  readonly batch: ResponseBatch;
  /** Shape [count, plan.wide.count]. */
  readonly levels: Uint16Array;
  readonly scored: ScoredBatch;
}

/** And where bins hold several totals, what they leave out. O(responses * items). */
export function countCells(plan: Plan, tally: Tally, { batch, levels, scored }: CodedBatch): void {
  const { count } = batch;
  const placed = placesOf(plan.cells, tally, scored.totals);
  // The same counters with a sign, which no number of responses reaches: engines add 32-bit ones faster.
  const cells = new Int32Array(tally.cells.buffer);
  if (plan.cells.binWidth === 1) {
    addNarrow(plan, cells, batch.rows, placed.bins);
    if (plan.wide.count > 0) addWide(plan, cells, levels, placed.bins);
    return;
  }
  // Remainders of a block add up below 2^53: fewer than 2^53 / binWidth at a time.
  const block = Math.min(count, Math.floor(2 ** 53 / plan.cells.binWidth) - 1);
  for (let from = 0; from < count; from += block) {
    const range = { from, to: Math.min(from + block, count) };
    const sums = new Float64Array(plan.cells.stride);
    addNarrowWithRemainders(plan, { cells, sums }, batch.rows, {
      ...placed,
      ...range,
    });
    addWideWithRemainders(plan, { cells, sums }, levels, { ...placed, ...range });
    for (const [cell, sum] of sums.entries()) {
      if (sum !== 0) tally.remainders[cell] = (tally.remainders[cell] ?? 0n) + BigInt(sum);
    }
  }
}

/** Where the counts of each response belong. */
interface Places {
  /** -1 for a failed response. */
  readonly bins: Int32Array;
  /** (T - min) mod binWidth; empty where every total has its own bin. */
  readonly remainders: Float64Array;
}

/** Counts the histogram in passing. */
function placesOf(cells: CellPlan, tally: Tally, totals: Float64Array): Places {
  const { minUnits, binWidth } = cells;
  const { histogram } = tally;
  const bins = new Int32Array(totals.length);
  const remainders = new Float64Array(binWidth === 1 ? 0 : totals.length);
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    if (total !== total) {
      bins[response] = -1;
      continue;
    }
    const bin = Math.floor((total - minUnits) / binWidth);
    bins[response] = bin;
    if (binWidth !== 1) remainders[response] = total - minUnits - bin * binWidth;
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  return { bins, remainders };
}

/** The loop that the speed of item analysis comes from: one addition a cell. */
function addNarrow(plan: Plan, cells: Int32Array, rows: Uint8Array, bins: Int32Array): void {
  const { count, offsets, cells: starts } = plan.narrow;
  const { rowLength } = plan;
  const { stride } = plan.cells;
  let row = 0;
  for (let response = 0; response < bins.length; response++) {
    const bin = bins[response] as number;
    if (bin >= 0) {
      const base = Math.imul(bin, stride);
      for (let slot = 0; slot < count; slot++) {
        const code = rows[row + (offsets[slot] as number)] as number;
        const cell = (base + (starts[slot] as number) + code) | 0;
        cells[cell] = ((cells[cell] as number) + 1) | 0;
      }
    }
    row += rowLength;
  }
}

function addWide(plan: Plan, cells: Int32Array, levels: Uint16Array, bins: Int32Array): void {
  const { count, cells: starts } = plan.wide;
  const { stride } = plan.cells;
  for (let response = 0; response < bins.length; response++) {
    const bin = bins[response] as number;
    if (bin < 0) continue;
    const base = Math.imul(bin, stride);
    for (let slot = 0; slot < count; slot++) {
      const level = levels[response * count + slot] as number;
      const cell = (base + (starts[slot] as number) + level) | 0;
      cells[cell] = ((cells[cell] as number) + 1) | 0;
    }
  }
}

/** What is added to: counts by bin and cell, and remainders by cell alone. */
interface Sums {
  readonly cells: Int32Array;
  readonly sums: Float64Array;
}

type Range = Places & { readonly from: number; readonly to: number };

function addNarrowWithRemainders(
  plan: Plan,
  { cells, sums }: Sums,
  rows: Uint8Array,
  { bins, remainders, from, to }: Range,
): void {
  const { count, offsets, cells: starts } = plan.narrow;
  const { rowLength } = plan;
  const { stride } = plan.cells;
  let row = from * rowLength;
  for (let response = from; response < to; response++) {
    const bin = bins[response] as number;
    if (bin >= 0) {
      const base = Math.imul(bin, stride);
      const remainder = remainders[response] as number;
      for (let slot = 0; slot < count; slot++) {
        const code = rows[row + (offsets[slot] as number)] as number;
        const place = (starts[slot] as number) + code;
        const cell = (base + place) | 0;
        cells[cell] = ((cells[cell] as number) + 1) | 0;
        sums[place] = (sums[place] as number) + remainder;
      }
    }
    row += rowLength;
  }
}

function addWideWithRemainders(
  plan: Plan,
  { cells, sums }: Sums,
  levels: Uint16Array,
  { bins, remainders, from, to }: Range,
): void {
  const { count, cells: starts } = plan.wide;
  const { stride } = plan.cells;
  for (let response = from; response < to; response++) {
    const bin = bins[response] as number;
    if (bin < 0) continue;
    const base = Math.imul(bin, stride);
    const remainder = remainders[response] as number;
    for (let slot = 0; slot < count; slot++) {
      const level = levels[response * count + slot] as number;
      const place = (starts[slot] as number) + level;
      const cell = (base + place) | 0;
      cells[cell] = ((cells[cell] as number) + 1) | 0;
      sums[place] = (sums[place] as number) + remainder;
    }
  }
}
