/**
 * A fingerprint of all results of a run: the sum of one hash for each result,
 * so neither batches nor their order can change it, and a single different
 * digit does. It finds differences; it is no proof against forgery.
 *
 * The mixing step is the finaliser of MurmurHash3 (Austin Appleby, 2011,
 * public domain), twice, with different seeds.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";

const SEEDS = [0x9e3779b9, 0x85ebca6b] as const;
/** Stands for "no value": a total is never this far from 0. */
const NO_VALUE = 2 ** 53;

/** Adds the results of a batch to the two halves of `digest`. */
export function addToDigest(
  plan: Plan,
  digest: Uint32Array,
  batch: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  scored: ScoredBatch,
): void {
  const hashes = SEEDS.map((seed) => hashesOf(plan, batch, scored, seed));
  for (const [half, values] of hashes.entries()) {
    let sum = digest[half] as number;
    for (let response = 0; response < values.length; response++) {
      sum = (sum + (values[response] as number)) | 0;
    }
    digest[half] = sum;
  }
}

function hashesOf(
  plan: Plan,
  batch: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  { totals, scales, readings, maxima, provisional }: ScoredBatch,
  seed: number,
): Int32Array {
  const hashes = new Int32Array(totals.length);
  absorbOrdinals(hashes, batch, seed);
  absorb(hashes, totals, totals, plan.unit);
  for (const [index, scale] of scales.entries()) {
    absorb(hashes, scale, totals, plan.scales[index]?.unit ?? plan.unit);
    const values = readings[index]?.map((reading) => reading?.counted ?? Number.NaN);
    if (values !== undefined) absorb(hashes, values, totals, 1);
  }
  if (provisional !== null) absorbWaiting(hashes, provisional);
  if (maxima !== null) absorbMaxima(hashes, maxima.total, totals, plan.maxPoints);
  return hashes;
}

function absorbOrdinals(
  hashes: Int32Array,
  { fromOrdinal, ordinals }: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  seed: number,
): void {
  for (let response = 0; response < hashes.length; response++) {
    hashes[response] = mix(seed, ordinals?.[response] ?? fromOrdinal + response);
  }
}

/** A failed result has neither points nor scales. */
function absorb(
  hashes: Int32Array,
  values: ArrayLike<number>,
  totals: Float64Array,
  unit: number,
): void {
  for (let response = 0; response < hashes.length; response++) {
    const total = totals[response] as number;
    const value = total === total ? (values[response] as number) * unit : Number.NaN;
    hashes[response] = mixValue(hashes[response] as number, value);
  }
}

/** Only what still waits leaves a trace. */
function absorbWaiting(hashes: Int32Array, provisional: Uint8Array): void {
  for (let response = 0; response < hashes.length; response++) {
    if (provisional[response] === 1) hashes[response] = mix(hashes[response] as number, 1);
  }
}

/** A response that was shown every item says nothing here, so batches may mix both kinds. */
function absorbMaxima(
  hashes: Int32Array,
  maxima: Float64Array,
  totals: Float64Array,
  formMax: number,
): void {
  for (let response = 0; response < hashes.length; response++) {
    const total = totals[response] as number;
    const max = maxima[response] as number;
    if (total !== total || max === formMax) continue;
    hashes[response] = mixValue(hashes[response] as number, max);
  }
}

function mixValue(hash: number, value: number): number {
  const whole = value === value ? value : NO_VALUE;
  const high = Math.floor(whole / 2 ** 32);
  return mix(mix(hash, high | 0), (whole - high * 2 ** 32) | 0);
}

function mix(hash: number, value: number): number {
  let mixed = hash ^ Math.imul(value, 0xcc9e2d51);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** The digest as sixteen hexadecimal digits. */
export function digestText(digest: Uint32Array): string {
  return [...digest].map((half) => half.toString(16).padStart(8, "0")).join("");
}
