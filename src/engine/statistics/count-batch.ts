/**
 * Counts a scored batch into a tally.
 *
 * @module
 */

import type { CellPlan, Plan, ResponseBatch } from "../scoring/plan.ts";
import type { Readings, ScoredBatch } from "../scoring/score-batch.ts";
import { countBands, countGates } from "./count-bands.ts";
import { addToDigest } from "./digest.ts";
import { markNotReached } from "./mark-not-reached.ts";
import { addToMoments } from "./moments.ts";
import { settledResponses } from "./settled-responses.ts";
import type { Tally } from "./tally.ts";

export interface CountableBatch {
  readonly batch: ResponseBatch;
  /** Shape [count, plan.wide.count]. */
  readonly levels: Uint16Array;
  readonly scored: ScoredBatch;
}

/**
 * Call it once for each batch, after its results are known to be stored.
 * O(responses * items).
 */
export function countBatch(plan: Plan, tally: Tally, countable: CountableBatch): void {
  addToDigest(plan, tally.digest, countable.batch, countable.scored);
  const settled = settledResponses(plan, countable);
  tally.failed += settled.failed;
  tally.provisional += settled.provisional;
  countSettled(plan, tally, settled.countable);
}

function countSettled(plan: Plan, tally: Tally, countable: CountableBatch): void {
  const { batch, scored } = countable;
  tally.responses += batch.count;
  addToMoments(tally.total, scored.totals);
  for (const [index, values] of scored.scales.entries()) {
    const readings = scored.readings[index] ?? null;
    addToMoments(tally.scales[index] as Tally["total"], countedOf(values, readings));
  }
  if (scored.maxima !== null) tally.incomplete += incompleteOf(plan, scored);
  countBands(plan, tally, scored);
  countGates(plan, tally, scored);
  countCells(plan, tally, { scored, ...markNotReached(plan, countable) });
}

/** What is added up of a scale: its whole number, or its value in whole units. */
function countedOf(values: Float64Array, readings: Readings): Float64Array {
  if (readings === null) return values;
  return Float64Array.from(readings, (reading) => reading?.counted ?? Number.NaN);
}

function incompleteOf(plan: Plan, { maxima }: ScoredBatch): number {
  let incomplete = 0;
  for (const max of maxima?.total ?? []) if (max !== plan.maxPoints) incomplete++;
  return incomplete;
}

/** Counts into (bin, item, code), and where bins hold several totals, what they leave out. */
function countCells(plan: Plan, tally: Tally, countable: CountableBatch): void {
  const { binWidth } = plan.cells;
  const bins = binsOf(plan.cells, tally, countable.scored.totals);
  addNarrow(plan, tally.cells, countable.batch, bins);
  if (plan.wide.count > 0) addWide(plan, tally.cells, countable.levels, bins);
  if (binWidth > 1) addRemainders(plan, tally, countable, bins);
}

/** The bin of every response. Counts the histogram in passing. */
function binsOf(cells: CellPlan, tally: Tally, totals: Float64Array): Int32Array {
  const { minUnits, binWidth } = cells;
  const { histogram } = tally;
  const bins = new Int32Array(totals.length);
  for (let response = 0; response < totals.length; response++) {
    const bin = Math.floor(((totals[response] as number) - minUnits) / binWidth);
    bins[response] = bin;
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  return bins;
}

/** The loop that the speed of item analysis comes from: one addition a cell. */
function addNarrow(plan: Plan, cells: Uint32Array, batch: ResponseBatch, bins: Int32Array): void {
  const { rows } = batch;
  const { count, offsets, cells: starts } = plan.narrow;
  const { rowLength } = plan;
  const { stride } = plan.cells;
  let row = 0;
  for (let response = 0; response < bins.length; response++) {
    const base = Math.imul(bins[response] as number, stride);
    for (let slot = 0; slot < count; slot++) {
      const code = rows[row + (offsets[slot] as number)] as number;
      const cell = (base + (starts[slot] as number) + code) | 0;
      cells[cell] = (cells[cell] as number) + 1;
    }
    row += rowLength;
  }
}

function addWide(plan: Plan, cells: Uint32Array, levels: Uint16Array, bins: Int32Array): void {
  const { count, cells: starts } = plan.wide;
  const { stride } = plan.cells;
  for (let response = 0; response < bins.length; response++) {
    const base = Math.imul(bins[response] as number, stride);
    for (let slot = 0; slot < count; slot++) {
      const level = levels[response * count + slot] as number;
      const cell = (base + (starts[slot] as number) + level) | 0;
      cells[cell] = (cells[cell] as number) + 1;
    }
  }
}

/** Remainders of a block add up below 2^53: fewer than 2^53 / binWidth at a time. */
function addRemainders(
  plan: Plan,
  tally: Tally,
  { batch, levels, scored }: CountableBatch,
  bins: Int32Array,
): void {
  const { binWidth, minUnits, stride } = plan.cells;
  const block = Math.min(batch.count, Math.floor(2 ** 53 / binWidth) - 1);
  for (let from = 0; from < batch.count; from += block) {
    const sums = new Float64Array(stride);
    const to = Math.min(from + block, batch.count);
    for (let response = from; response < to; response++) {
      const bin = bins[response] as number;
      const total = scored.totals[response] as number;
      const remainder = total - minUnits - bin * binWidth;
      addRemainder(plan, sums, { batch, levels, response }, remainder);
    }
    for (const [cell, sum] of sums.entries()) {
      if (sum !== 0) tally.remainders[cell] = (tally.remainders[cell] ?? 0n) + BigInt(sum);
    }
  }
}

interface Response {
  readonly batch: ResponseBatch;
  readonly levels: Uint16Array;
  readonly response: number;
}

function addRemainder(
  plan: Plan,
  sums: Float64Array,
  { batch, levels, response }: Response,
  remainder: number,
): void {
  const { narrow, wide } = plan;
  const row = response * plan.rowLength;
  for (let slot = 0; slot < narrow.count; slot++) {
    const code = batch.rows[row + (narrow.offsets[slot] as number)] as number;
    const cell = (narrow.cells[slot] as number) + code;
    sums[cell] = (sums[cell] as number) + remainder;
  }
  for (let slot = 0; slot < wide.count; slot++) {
    const level = levels[response * wide.count + slot] as number;
    const cell = (wide.cells[slot] as number) + level;
    sums[cell] = (sums[cell] as number) + remainder;
  }
}
