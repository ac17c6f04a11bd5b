/**
 * A fingerprint of all results of a run: the sum of one hash for each result,
 * so neither batches nor their order can change it, and a single different
 * digit does. It finds differences; it is no proof against forgery.
 *
 * A hash takes two numbers in by two multiplications, with the constants of
 * MurmurHash3 (Austin Appleby, 2011, public domain); two of them, with
 * different seeds, are its halves.
 *
 * @module
 */

import type { ThetaEstimates } from "../irt/estimate.ts";
import type { Plan, ResponseBatch, ScalePlan, TestPlan } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";

const SEEDS = [0x1e3779b9, 0x05ebca6b] as const;
/** Halves of 2^53, which stands for "no value": a total is never this far from 0. */
const NO_VALUE = { low: 0, high: 2 ** 21 } as const;

/** Adds the results of a batch to the two halves of `digest`. */
export function addToDigest(
  plan: Plan,
  digest: Uint32Array,
  batch: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  scored: ScoredBatch,
): void {
  const { totals, maxima, provisional, thetas } = scored;
  const hashes = hashesOfOrdinals(batch, totals.length);
  absorbColumns(hashes, columnsOf(plan, scored), totals);
  for (const estimates of thetas ?? []) absorbTheta(hashes, estimates);
  if (provisional !== null) absorbWaiting(hashes, provisional);
  if (maxima !== null) absorbMaxima(hashes, maxima.total, totals, plan.maxPoints);
  addUp(digest, hashes);
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

function scaleColumn({ tests, scales }: Plan, scored: ScoredBatch, index: number): Column {
  const scale = scales[index] as ScalePlan;
  const { unit } = scale;
  const most = mostOf(tests[index] ?? null) * unit;
  const wholes = scored.wholes[index] ?? null;
  if (wholes === null || most >= SHORT) {
    return { values: scored.scales[index] as Float64Array, unit, most, missing: null };
  }
  return { values: wholes, unit, most, missing: missingOf(scale, scored.unanswered.scales[index]) };
}

function mostOf(test: TestPlan | null): number {
  return test === null ? Number.POSITIVE_INFINITY : Math.max(-test.least, test.most);
}

function missingOf(
  { members, leastAnswered }: ScalePlan,
  unanswered: Uint16Array | null | undefined,
): Column["missing"] {
  if (leastAnswered === 0 || unanswered == null) return null;
  return { unanswered, most: members.length - leastAnswered };
}

/** What was taken in last has only reached the higher bits: they are brought down once more. */
function addUp(digest: Uint32Array, [first, second]: Hashes): void {
  let one = digest[0] as number;
  let other = digest[1] as number;
  for (let response = 0; response < first.length; response++) {
    one = (one + settled(first[response] as number)) | 0;
    other = (other + settled(second[response] as number)) | 0;
  }
  digest[0] = one;
  digest[1] = other;
}

function settled(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** By seed, shape [count]. */
type Hashes = readonly [Int32Array, Int32Array];

/** Different ordinals begin differently; the mixing is left to the end. */
function hashesOfOrdinals(
  { fromOrdinal, ordinals }: Pick<ResponseBatch, "fromOrdinal" | "ordinals">,
  count: number,
): Hashes {
  const [one, other] = SEEDS;
  const first = new Int32Array(count);
  const second = new Int32Array(count);
  for (let response = 0; response < count; response++) {
    const ordinal =
      ordinals === undefined ? fromOrdinal + response : (ordinals[response] as number);
    first[response] = Math.imul(ordinal ^ one, 0xcc9e2d51);
    second[response] = Math.imul(ordinal ^ other, 0x1b873593);
  }
  return [first, second];
}

/** A number of each response, and the most that it can be either way. */
interface Column {
  /** NaN is no value; where it is said who has none, 0. */
  readonly values: Float64Array;
  readonly unit: number;
  readonly most: number;
  /** There is no value where more are unanswered than this. */
  readonly missing: { readonly unanswered: Uint16Array; readonly most: number } | null;
}

/** Numbers below this leave one half empty, so two of them are taken in at once. */
const SHORT = 2 ** 31;

/** A failed result has neither points nor scales. */
function absorbColumns(hashes: Hashes, columns: readonly Column[], totals: Float64Array): void {
  const short = columns.filter(({ most }) => most < SHORT);
  const nobody = new Uint16Array(totals.length);
  for (let place = 0; place < short.length; place += 2) {
    const first = short[place] as Column;
    const pair = [first, short[place + 1] ?? first].map((column) => ({
      ...column,
      missing: column.missing ?? { unanswered: nobody, most: 0 },
    })) as [ShortColumn, ShortColumn];
    absorbShort(hashes, pair, totals);
  }
  for (const column of columns) if (column.most >= SHORT) absorb(hashes, column, totals);
}

interface ShortColumn extends Column {
  readonly missing: NonNullable<Column["missing"]>;
}

/**
 * No value is the one number of 32 bits that no short value is. Computed, for
 * no engine guesses who has none.
 */
function absorbShort(
  [first, second]: Hashes,
  [one, other]: readonly [ShortColumn, ShortColumn],
  totals: Float64Array,
): void {
  const { values: ones, unit: oneUnit } = one;
  const { values: others, unit: otherUnit } = other;
  const { unanswered: openOnes, most: mostOne } = one.missing;
  const { unanswered: openOthers, most: mostOther } = other.missing;
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    let low = -SHORT;
    let high = -SHORT;
    if (total === total) {
      const isOneMissing = Number((openOnes[response] as number) > mostOne);
      const isOtherMissing = Number((openOthers[response] as number) > mostOther);
      low = (((ones[response] as number) * oneUnit) | 0) ^ (isOneMissing << 31);
      high = (((others[response] as number) * otherUnit) | 0) ^ (isOtherMissing << 31);
    }
    first[response] = absorbed(first[response] as number, low, high);
    second[response] = absorbed(second[response] as number, low, high);
  }
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
