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

import type { ThetaEstimates } from "../irt/estimate.ts";
import type { Plan, ResponseBatch } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";

const SEEDS = [0x9e3779b9, 0x85ebca6b] as const;
/** Halves of 2^53, which stands for "no value": a total is never this far from 0. */
const NO_VALUE = { low: 0, high: 2 ** 21 } as const;

/** Adds the results of a batch to the two halves of `digest`. */
export function addToDigest(
  plan: Plan,
  digest: Uint32Array,
  batch: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  { totals, scales, readings, maxima, provisional, thetas }: ScoredBatch,
): void {
  const hashes = hashesOfOrdinals(batch, totals.length);
  absorb(hashes, totals, totals, plan.unit);
  for (const [index, scale] of scales.entries()) {
    absorb(hashes, scale, totals, plan.scales[index]?.unit ?? plan.unit);
    const counted = readings[index]?.map((reading) => reading?.counted ?? Number.NaN);
    if (counted !== undefined) absorb(hashes, Float64Array.from(counted), totals, 1);
  }
  for (const estimates of thetas ?? []) absorbTheta(hashes, estimates);
  if (provisional !== null) absorbWaiting(hashes, provisional);
  if (maxima !== null) absorbMaxima(hashes, maxima.total, totals, plan.maxPoints);
  addUp(digest, hashes);
}

function addUp(digest: Uint32Array, hashes: Hashes): void {
  for (const [half, values] of hashes.entries()) {
    let sum = digest[half] as number;
    for (let response = 0; response < values.length; response++) {
      sum = (sum + (values[response] as number)) | 0;
    }
    digest[half] = sum;
  }
}

/** By seed, shape [count]. */
type Hashes = readonly [Int32Array, Int32Array];

function hashesOfOrdinals(
  { fromOrdinal, ordinals }: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  count: number,
): Hashes {
  const hashes: Hashes = [new Int32Array(count), new Int32Array(count)];
  for (const [half, seed] of SEEDS.entries()) {
    const own = hashes[half] as Int32Array;
    for (let response = 0; response < count; response++) {
      own[response] = mix(seed, ordinals?.[response] ?? fromOrdinal + response);
    }
  }
  return hashes;
}

/** A failed result has neither points nor scales. */
function absorb(
  [first, second]: Hashes,
  values: Float64Array,
  totals: Float64Array,
  unit: number,
): void {
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    const value = (values[response] as number) * unit;
    const isValue = total === total && value === value;
    const low = isValue ? lowOf(value) : NO_VALUE.low;
    const high = isValue ? highOf(value, low) : NO_VALUE.high;
    first[response] = mix(mix(first[response] as number, high), low);
    second[response] = mix(mix(second[response] as number, high), low);
  }
}

/** To the last bit. */
function absorbTheta([first, second]: Hashes, { theta, se, reason }: ThetaEstimates): void {
  const bits = new DataView(new ArrayBuffer(16));
  for (let response = 0; response < theta.length; response++) {
    bits.setFloat64(0, sameBits(theta[response] as number));
    bits.setFloat64(8, sameBits(se[response] as number));
    for (let at = 0; at < bits.byteLength; at += 4) {
      const half = bits.getInt32(at);
      first[response] = mix(first[response] as number, half);
      second[response] = mix(second[response] as number, half);
    }
    first[response] = mix(first[response] as number, reason[response] as number);
    second[response] = mix(second[response] as number, reason[response] as number);
  }
}

/** Runtimes write NaN as they please; adding 0 turns -0 into 0. */
function sameBits(value: number): number {
  return value === value ? value + 0 : Number.MAX_VALUE;
}

/** Only what still waits leaves a trace. */
function absorbWaiting([first, second]: Hashes, provisional: Uint8Array): void {
  for (let response = 0; response < provisional.length; response++) {
    if (provisional[response] !== 1) continue;
    first[response] = mix(first[response] as number, 1);
    second[response] = mix(second[response] as number, 1);
  }
}

/** A response that was shown every item says nothing here, so batches may mix both kinds. */
function absorbMaxima(
  [first, second]: Hashes,
  maxima: Float64Array,
  totals: Float64Array,
  formMax: number,
): void {
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    const max = maxima[response] as number;
    if (total !== total || max === formMax) continue;
    const low = lowOf(max);
    const high = highOf(max, low);
    first[response] = mix(mix(first[response] as number, high), low);
    second[response] = mix(mix(second[response] as number, high), low);
  }
}

/** The low 32 bits of a whole number, as a signed one. */
function lowOf(whole: number): number {
  return whole | 0;
}

/** The bits above them: of most numbers nothing but the sign. */
function highOf(whole: number, low: number): number {
  return low === whole ? low >> 31 : Math.floor(whole / 2 ** 32) | 0;
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
