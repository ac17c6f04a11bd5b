/**
 * A fingerprint of all results of a run: the sum of one hash for each result,
 * so neither batches nor their order can change it, and a single different
 * digit does. It finds differences; it is no proof against forgery.
 *
 * A hash takes each number in by two multiplications, and is mixed at its two
 * ends by the finaliser of MurmurHash3 (Austin Appleby, 2011, public domain);
 * two of them, with different seeds, are its halves.
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
  absorbColumns(hashes, columnsOf(plan, { totals, scales, readings }), totals);
  for (const estimates of thetas ?? []) absorbTheta(hashes, estimates);
  if (provisional !== null) absorbWaiting(hashes, provisional);
  if (maxima !== null) absorbMaxima(hashes, maxima.total, totals, plan.maxPoints);
  addUp(digest, hashes);
}

function columnsOf(
  plan: Plan,
  { totals, scales, readings }: Pick<ScoredBatch, "totals" | "scales" | "readings">,
): Column[] {
  const { minUnits, maxUnits } = plan.cells;
  const ends = [minUnits, maxUnits].map((end) => Math.abs(end * plan.unit));
  return [
    { values: totals, unit: plan.unit, most: Math.max(...ends) },
    ...scales.flatMap((values, index) => {
      const unit = plan.scales[index]?.unit ?? plan.unit;
      const own = { values, unit, most: mostOf(plan, index) };
      const counted = readings[index]?.map((reading) => reading?.counted ?? Number.NaN);
      if (counted === undefined) return [own];
      return [own, { values: Float64Array.from(counted), unit: 1, most: Number.POSITIVE_INFINITY }];
    }),
  ];
}

function mostOf({ tests, scales }: Plan, index: number): number {
  const test = tests[index] ?? null;
  if (test === null) return Number.POSITIVE_INFINITY;
  return Math.max(-test.least, test.most) * (scales[index]?.unit ?? 1);
}

function addUp(digest: Uint32Array, hashes: Hashes): void {
  for (const [half, values] of hashes.entries()) {
    let sum = digest[half] as number;
    for (let response = 0; response < values.length; response++) {
      sum = (sum + mix(values[response] as number, 0)) | 0;
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

/** A number of each response, and the most that it can be either way. */
interface Column {
  /** NaN is no value. */
  readonly values: Float64Array;
  readonly unit: number;
  readonly most: number;
}

/** Numbers below this leave one half empty, so two of them are taken in at once. */
const SHORT = 2 ** 31;

/** A failed result has neither points nor scales. */
function absorbColumns(hashes: Hashes, columns: readonly Column[], totals: Float64Array): void {
  const short = columns.filter(({ most }) => most < SHORT);
  for (let place = 0; place < short.length; place += 2) {
    const first = short[place] as Column;
    absorbShort(hashes, first, short[place + 1] ?? first, totals);
  }
  for (const column of columns) if (column.most >= SHORT) absorb(hashes, column, totals);
}

function absorbShort(
  [first, second]: Hashes,
  one: Column,
  other: Column,
  totals: Float64Array,
): void {
  const { values: ones, unit } = one;
  const { values: others, unit: otherUnit } = other;
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    const isRead = total === total;
    const low = isRead ? shortOf((ones[response] as number) * unit) : -SHORT;
    const high = isRead ? shortOf((others[response] as number) * otherUnit) : -SHORT;
    first[response] = absorbed(first[response] as number, low, high);
    second[response] = absorbed(second[response] as number, low, high);
  }
}

/** No value is the one number of 32 bits that no short value is. */
function shortOf(value: number): number {
  return value === value ? value | 0 : -SHORT;
}

function absorb([first, second]: Hashes, { values, unit }: Column, totals: Float64Array): void {
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    const value = (values[response] as number) * unit;
    const isValue = total === total && value === value;
    const low = isValue ? lowOf(value) : NO_VALUE.low;
    const high = isValue ? highOf(value, low) : NO_VALUE.high;
    first[response] = absorbed(first[response] as number, low, high);
    second[response] = absorbed(second[response] as number, low, high);
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
    first[response] = absorbed(first[response] as number, low, high);
    second[response] = absorbed(second[response] as number, low, high);
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

/** Every step can be undone, so numbers that differ leave hashes that differ. */
function absorbed(hash: number, low: number, high: number): number {
  const first = Math.imul(hash ^ low, 0xcc9e2d51);
  return Math.imul(first ^ (first >>> 15) ^ high, 0x85ebca6b);
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
