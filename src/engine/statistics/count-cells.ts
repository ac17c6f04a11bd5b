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

/** And where bins hold several totals, what they leave out. No result has failed. O(responses * items). */
export function countCells(plan: Plan, tally: Tally, { batch, levels, scored }: CodedBatch): void {
  const { count } = batch;
  const placed = placesOf(plan, tally, scored);
  // The same counters with a sign, which no number of responses reaches: engines add 32-bit ones faster.
  const cells = new Int32Array(tally.cells.buffer);
  if (plan.cells.binWidth === 1) {
    addQuads(plan, cells, batch.rows, placed.bases);
    addSingles(plan, cells, batch.rows, placed.bases);
    if (plan.wide.count > 0) addWide(plan, cells, levels, placed.bases);
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
  /** Cell at which its bin begins. */
  readonly bases: Int32Array;
  /** (T - min) mod binWidth; empty where every total has its own bin. */
  readonly remainders: Float64Array;
}

/** Counts the histogram in passing. */
function placesOf({ cells }: Plan, { histogram }: Tally, scored: ScoredBatch): Places {
  if (cells.binWidth === 1) {
    return { bases: exactBases(cells, histogram, scored), remainders: new Float64Array(0) };
  }
  const { minUnits, binWidth, stride } = cells;
  const { totals } = scored;
  const bins = Int32Array.from(totals, (total) => Math.floor((total - minUnits) / binWidth));
  for (const bin of bins) histogram[bin] = (histogram[bin] as number) + 1;
  const remainders = totals.map(
    (total, place) => total - minUnits - (bins[place] as number) * binWidth,
  );
  return { bases: bins.map((bin) => bin * stride), remainders };
}

/** Computed, for no engine guesses who answered everything. */
function exactBases(
  { minUnits, binCount, blocks, stride }: CellPlan,
  histogram: Uint32Array,
  { totals, unanswered }: ScoredBatch,
): Int32Array {
  const open = unanswered.total;
  const ofBlock = blocks === 2 ? binCount : 0;
  const bases = new Int32Array(totals.length);
  for (let response = 0; response < bases.length; response++) {
    const isOpen = Number((open[response] as number) > 0);
    const bin = (((totals[response] as number) - minUnits) | 0) + Math.imul(isOpen, ofBlock);
    histogram[bin] = (histogram[bin] as number) + 1;
    bases[response] = Math.imul(bin, stride);
  }
  return bases;
}

/**
 * The loop that the speed of item analysis comes from: one addition a cell.
 * Four items after the other, so that their cells stay near.
 */
function addQuads(plan: Plan, cells: Int32Array, rows: Uint8Array, bases: Int32Array): void {
  const { offsets, cells: starts } = plan.narrow.quads;
  const { rowLength } = plan;
  for (let quad = 0; quad < offsets.length; quad++) {
    const first = starts[4 * quad] as number;
    const second = starts[4 * quad + 1] as number;
    const third = starts[4 * quad + 2] as number;
    const fourth = starts[4 * quad + 3] as number;
    let row = offsets[quad] as number;
    for (let response = 0; response < bases.length; response++, row += rowLength) {
      const base = bases[response] as number;
      const one = (base + first + (rows[row] as number)) | 0;
      const two = (base + second + (rows[row + 1] as number)) | 0;
      const three = (base + third + (rows[row + 2] as number)) | 0;
      const four = (base + fourth + (rows[row + 3] as number)) | 0;
      cells[one] = ((cells[one] as number) + 1) | 0;
      cells[two] = ((cells[two] as number) + 1) | 0;
      cells[three] = ((cells[three] as number) + 1) | 0;
      cells[four] = ((cells[four] as number) + 1) | 0;
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
      const cell = ((bases[response] as number) + start + (rows[row] as number)) | 0;
      cells[cell] = ((cells[cell] as number) + 1) | 0;
    }
  }
}

function addWide(plan: Plan, cells: Int32Array, levels: Uint16Array, bases: Int32Array): void {
  const { count, cells: starts } = plan.wide;
  for (let response = 0; response < bases.length; response++) {
    const base = bases[response] as number;
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
  { bases, remainders, from, to }: Range,
): void {
  const { count, offsets, cells: starts } = plan.narrow;
  const { rowLength } = plan;
  let row = from * rowLength;
  for (let response = from; response < to; response++, row += rowLength) {
    const base = bases[response] as number;
    const remainder = remainders[response] as number;
    for (let slot = 0; slot < count; slot++) {
      const code = rows[row + (offsets[slot] as number)] as number;
      const place = (starts[slot] as number) + code;
      const cell = (base + place) | 0;
      cells[cell] = ((cells[cell] as number) + 1) | 0;
      sums[place] = (sums[place] as number) + remainder;
    }
  }
}

function addWideWithRemainders(
  plan: Plan,
  { cells, sums }: Sums,
  levels: Uint16Array,
  { bases, remainders, from, to }: Range,
): void {
  const { count, cells: starts } = plan.wide;
  for (let response = from; response < to; response++) {
    const base = bases[response] as number;
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
