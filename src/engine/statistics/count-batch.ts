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
import { countTests } from "./count-tests.ts";
import { markNotReached } from "./mark-not-reached.ts";
import { countThetas } from "./count-thetas.ts";
import { addDistinct, addToMoments } from "./moments.ts";
import { type SortedScores, sortScores } from "./sort-scores.ts";
import { groupPlaces } from "./group-places.ts";
import { picked, settledResponses } from "./settled-responses.ts";
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
  for (const [index, places] of groupPlaces(plan, settled.countable.batch).entries()) {
    if (places.length === 0) continue;
    countSettled(plan, tally.groups[index] as Tally, picked(plan, settled.countable, places));
  }
}

/** Counting what comes into one tally. */
export function countInto(plan: Plan, tally: Tally): (countable: CountableBatch) => void {
  return (countable) => countBatch(plan, tally, countable);
}

function countSettled(plan: Plan, tally: Tally, countable: CountableBatch): void {
  const { batch, scored } = countable;
  tally.responses += batch.count;
  const sorted = sortScores(plan, scored);
  countMoments(tally, scored, sorted);
  countThetas(tally, scored);
  for (const gap of scored.maxima?.gaps ?? []) tally.incomplete += gap;
  countBands(plan, tally, scored, sorted);
  countGates(plan, tally, scored);
  const coded = { scored, ...markNotReached(plan, countable) };
  countCells(plan, tally, coded);
  countTests(plan, tally, coded, sorted);
}

function countMoments(tally: Tally, scored: ScoredBatch, sorted: SortedScores): void {
  if (sorted.total === null) addToMoments(tally.total, scored.totals);
  else addDistinct(tally.total, sorted.total);
  for (const [index, values] of scored.scales.entries()) {
    const moments = tally.scales[index] as Tally["total"];
    const readings = scored.readings[index] ?? null;
    const distinct = readings === null ? sorted.tests[index]?.distinct?.all : undefined;
    if (distinct !== undefined) addDistinct(moments, distinct);
    else addToMoments(moments, countedOf(values, readings));
  }
}

/** What is added up of a scale: its whole number, or its value in whole units. */
function countedOf(values: Float64Array, readings: Readings): Float64Array {
  if (readings === null) return values;
  return Float64Array.from(readings, (reading) => reading?.counted ?? Number.NaN);
}
