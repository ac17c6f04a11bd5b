/**
 * A fingerprint of all results of a run: the sum of one hash for each result,
 * so neither batches nor their order can change it, and a single different
 * digit does. It finds differences; it is no proof against forgery. It can be
 * compared between runs of one version of the engine.
 *
 * @module
 */

import type { ThetaEstimates } from "../irt/estimate.ts";
import type { Plan, ResponseBatch, ScalePlan } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";
import { type Column, hashColumns, SHORT } from "./hash-columns.ts";
import { addHashes, type Hashes, hashesOfOrdinals, highOf, lowOf, take } from "./result-hashes.ts";

/** Adds the results of a batch to the two halves of `digest`. */
export function addToDigest(
  plan: Plan,
  digest: Uint32Array,
  batch: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  scored: ScoredBatch,
): void {
  const { totals, maxima, provisional, thetas } = scored;
  const hashes = hashesOfOrdinals(batch, totals.length);
  hashColumns(hashes, columnsOf(plan, scored), totals);
  for (const estimates of thetas ?? []) hashTheta(hashes, estimates);
  if (provisional !== null) hashWaiting(hashes, provisional);
  if (maxima !== null) hashMaxima(hashes, maxima.total, totals, plan.maxPoints);
  addHashes(digest, hashes);
}

function columnsOf(plan: Plan, scored: ScoredBatch): Column[] {
  const { minUnits, maxUnits } = plan.cells;
  const ends = [minUnits, maxUnits].map((end) => Math.abs(end * plan.unit));
  const { totals, scales, readings } = scored;
  return [
    { values: totals, unit: plan.unit, most: Math.max(...ends), missing: null },
    ...scales.flatMap((_, index) => {
      const own = scaleColumn(plan, scored, index);
      const counted = readings[index]?.map((reading) => reading?.counted ?? Number.NaN);
      if (counted === undefined) return [own];
      const most = Number.POSITIVE_INFINITY;
      return [own, { values: Float64Array.from(counted), unit: 1, most, missing: null }];
    }),
  ];
}

function scaleColumn(plan: Plan, scored: ScoredBatch, index: number): Column {
  const scale = plan.scales[index] as ScalePlan;
  const { unit } = scale;
  const most = mostOf(plan, index) * unit;
  const wholes = scored.wholes[index] ?? null;
  if (wholes === null || most >= SHORT) {
    return { values: scored.scales[index] as Float64Array, unit, most, missing: null };
  }
  return { values: wholes, unit, most, missing: missingOf(scale, scored.unanswered.scales[index]) };
}

/** Endless of a scale that is in no word. */
function mostOf({ words }: Plan, index: number): number {
  const fields = words.flatMap((word) => word.fields);
  const field = fields.find(({ scale, what }) => scale === index && what === "value");
  if (field === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(-field.least, field.least + 2 ** field.bits);
}

function missingOf(
  { members, leastAnswered }: ScalePlan,
  unanswered: Uint16Array | null | undefined,
): Column["missing"] {
  if (leastAnswered === 0 || unanswered == null) return null;
  return { unanswered, most: members.length - leastAnswered };
}

/** To the last bit. */
function hashTheta(hashes: Hashes, { theta, se, reason }: ThetaEstimates): void {
  const bits = new DataView(new ArrayBuffer(16));
  for (let response = 0; response < theta.length; response++) {
    bits.setFloat64(0, sameBits(theta[response] as number));
    bits.setFloat64(8, sameBits(se[response] as number));
    take(hashes, response, bits.getInt32(0), bits.getInt32(4));
    take(hashes, response, bits.getInt32(8), bits.getInt32(12));
    take(hashes, response, reason[response] as number, 0);
  }
}

/** Runtimes write NaN as they please; adding 0 turns -0 into 0. */
function sameBits(value: number): number {
  return value === value ? value + 0 : Number.MAX_VALUE;
}

/** Only what still waits leaves a trace. */
function hashWaiting(hashes: Hashes, provisional: Uint8Array): void {
  for (let response = 0; response < provisional.length; response++) {
    if (provisional[response] === 1) take(hashes, response, 1, 1);
  }
}

/** A response that was shown every item says nothing here, so batches may mix both kinds. */
function hashMaxima(
  hashes: Hashes,
  maxima: Float64Array,
  totals: Float64Array,
  formMax: number,
): void {
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    const max = maxima[response] as number;
    if (total !== total || max === formMax) continue;
    const low = lowOf(max);
    take(hashes, response, low, highOf(max, low));
  }
}

/** The digest as sixteen hexadecimal digits. */
export function digestText(digest: Uint32Array): string {
  return [...digest].map((half) => half.toString(16).padStart(8, "0")).join("");
}
