/**
 * Counts a scored batch into a tally.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "../scoring/plan.ts";
import type { Readings, ScoredBatch } from "../scoring/score-batch.ts";
import { countBands, countGates } from "./count-bands.ts";
import { countCells } from "./count-cells.ts";
import { addToDigest } from "./digest.ts";
import { markNotReached } from "./mark-not-reached.ts";
import { countThetas } from "./count-thetas.ts";
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

/** Counting what comes into one tally. */
export function countInto(plan: Plan, tally: Tally): (countable: CountableBatch) => void {
  return (countable) => countBatch(plan, tally, countable);
}

function countSettled(plan: Plan, tally: Tally, countable: CountableBatch): void {
  const { batch, scored } = countable;
  tally.responses += batch.count;
  addToMoments(tally.total, scored.totals);
  for (const [index, values] of scored.scales.entries()) {
    const readings = scored.readings[index] ?? null;
    addToMoments(tally.scales[index] as Tally["total"], countedOf(values, readings));
  }
  countThetas(tally, scored);
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
