/**
 * Counts into (block, bin of the total, item, code).
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
  const placed = placesOf(plan.cells, tally, scored);
  // The same counters with a sign, which no number of responses reaches: engines add 32-bit ones faster.
  const cells = new Int32Array(tally.cells.buffer);
  if (plan.cells.binWidth === 1) {
    const bases = placed.bins.map((bin) => Math.imul(bin, plan.cells.stride));
    addQuads(plan, cells, batch.rows, bases);
    addSingles(plan, cells, batch.rows, bases);
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
  /** Of both blocks, one after the other; -1 for a failed response. */
  readonly bins: Int32Array;
  /** (T - min) mod binWidth; empty where every total has its own bin. */
  readonly remainders: Float64Array;
}

/** Counts the histogram in passing. */
function placesOf(cells: CellPlan, tally: Tally, { totals, unanswered }: ScoredBatch): Places {
  const { minUnits, binWidth, binCount, blocks } = cells;
  const { histogram } = tally;
  const bins = new Int32Array(totals.length);
  const remainders = new Float64Array(binWidth === 1 ? 0 : totals.length);
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    if (total !== total) {
      bins[response] = -1;
      continue;
    }
    let bin = Math.floor((total - minUnits) / binWidth);
    if (binWidth !== 1) remainders[response] = total - minUnits - bin * binWidth;
    if (blocks === 2 && (unanswered.total[response] as number) > 0) bin += binCount;
    bins[response] = bin;
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  return { bins, remainders };
}

/**
 * The loop that the speed of item analysis comes from: one addition a cell.
 * Four items after the other: their cells stay near, and each row is read where
 * it is, which takes half the time on one engine and four fifths on another.
 */
function addQuads(plan: Plan, cells: Int32Array, rows: Uint8Array, bases: Int32Array): void {
  const { offsets, cells: starts } = plan.narrow.quads;
  const codes = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const { rowLength } = plan;
  for (let quad = 0; quad < offsets.length; quad++) {
    const first = starts[4 * quad] as number;
    const second = starts[4 * quad + 1] as number;
    const third = starts[4 * quad + 2] as number;
    const fourth = starts[4 * quad + 3] as number;
    let row = offsets[quad] as number;
    for (let response = 0; response < bases.length; response++, row += rowLength) {
      const base = bases[response] as number;
      if (base < 0) continue;
      const four = codes.getInt32(row, true);
      const one = (base + first + (four & 255)) | 0;
      const two = (base + second + ((four >>> 8) & 255)) | 0;
      const three = (base + third + ((four >>> 16) & 255)) | 0;
      const last = (base + fourth + (four >>> 24)) | 0;
      cells[one] = ((cells[one] as number) + 1) | 0;
      cells[two] = ((cells[two] as number) + 1) | 0;
      cells[three] = ((cells[three] as number) + 1) | 0;
      cells[last] = ((cells[last] as number) + 1) | 0;
    }
  }
}

function addSingles(plan: Plan, cells: Int32Array, rows: Uint8Array, bases: Int32Array): void {
  const { offsets, cells: starts } = plan.narrow.singles;
  const { rowLength } = plan;
  for (let place = 0; place < offsets.length; place++) {
    const start = starts[place] as number;
    let row = offsets[place] as number;
    for (let response = 0; response < bases.length; response++, row += rowLength) {
      const base = bases[response] as number;
      if (base < 0) continue;
      const cell = (base + start + (rows[row] as number)) | 0;
      cells[cell] = ((cells[cell] as number) + 1) | 0;
    }
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
