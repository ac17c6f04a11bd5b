/**
 * Exact count, sum and sum of squares of whole numbers, with the extremes.
 *
 * Squares of totals leave 2^53 at 94.9 points, so values are split into three
 * limbs of 18 bits, whose products stay exact in a double for 2^17 values at a
 * time, and whole blocks are added up in BigInt.
 *
 * @module
 */

import type { DistinctValues } from "./distinct-values.ts";

export interface Moments {
  n: number;
  sum: bigint;
  squares: bigint;
  /** Infinity where n = 0. */
  min: number;
  /** -Infinity where n = 0. */
  max: number;
}

export function emptyMoments(): Moments {
  return {
    n: 0,
    sum: 0n,
    squares: 0n,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
  };
}

const LIMB = 2 ** 18;
const BLOCK = 2 ** 17;

/**
 * Adds whole numbers to `moments`; NaN stands for no value and is passed over.
 * O(values) time, no allocation in the loop.
 *
 * @param values Whole numbers of at most 2^53 in size.
 */
export function addToMoments(moments: Moments, values: Float64Array): void {
  for (let from = 0; from < values.length; from += BLOCK) {
    addBlock(moments, values.subarray(from, from + BLOCK));
  }
}

/** The same of values that occur many times: O(distinct values). */
export function addDistinct(moments: Moments, { values, counts }: DistinctValues): void {
  if (values.length === 0) return;
  const min = values[0] as number;
  const max = values[values.length - 1] as number;
  let [n, sum, squares] = [0, 0, 0n];
  for (let place = 0; place < values.length; place++) {
    const distance = (values[place] as number) - min;
    const count = counts[place] as number;
    n += count;
    sum += count * distance;
    squares += BigInt(count * distance) * BigInt(distance);
  }
  const base = BigInt(min);
  moments.n += n;
  moments.sum += BigInt(sum) + BigInt(n) * base;
  moments.squares += squares + 2n * base * BigInt(sum) + BigInt(n) * base * base;
  moments.min = Math.min(moments.min, min);
  moments.max = Math.max(moments.max, max);
}

function addBlock(moments: Moments, values: Float64Array): void {
  const [min, max] = extremesOf(values);
  if (min > max) return;
  // Distances from the least value are never negative, so the limbs are not either.
  const origin = min;
  const span = max - origin;
  const { n, sum, squares } = sumsFor(span)(values, origin);
  const base = BigInt(origin);
  moments.n += n;
  moments.sum += sum + BigInt(n) * base;
  moments.squares += squares + 2n * base * sum + BigInt(n) * base * base;
  moments.min = Math.min(moments.min, min);
  moments.max = Math.max(moments.max, max);
}

function extremesOf(values: Float64Array): [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

interface Sums {
  readonly n: number;
  readonly sum: bigint;
  readonly squares: bigint;
}

function sumsFor(span: number): (values: Float64Array, origin: number) => Sums {
  if (span < LIMB) return smallSums;
  return span < 2 ** 31 ? middleSums : wideSums;
}

/** Distances below 2^18: their squares add exactly in a double. */
function smallSums(values: Float64Array, origin: number): Sums {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const distance = (values[index] as number) - origin;
    if (distance !== distance) continue;
    n++;
    sum += distance;
    squares += distance * distance;
  }
  return { n, sum: BigInt(sum), squares: BigInt(squares) };
}

/** distance = b 2^18 + c, in 31 bits: cut by shifting. */
function middleSums(values: Float64Array, origin: number): Sums {
  let [n, b1, c1] = [0, 0, 0];
  let [bb, bc, cc] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value !== value) continue;
    const distance = (value - origin) | 0;
    const b = distance >> 18;
    const c = distance & (LIMB - 1);
    n++;
    b1 += b;
    c1 += c;
    bb += b * b;
    bc += b * c;
    cc += c * c;
  }
  const sum = (BigInt(b1) << 18n) + BigInt(c1);
  const squares = (BigInt(bb) << 36n) + (BigInt(bc) << 19n) + BigInt(cc);
  return { n, sum, squares };
}

/** distance = a 2^36 + b 2^18 + c. */
function wideSums(values: Float64Array, origin: number): Sums {
  let [n, a1, b1, c1] = [0, 0, 0, 0];
  let [aa, ab, ac, bb, bc, cc] = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const distance = (values[index] as number) - origin;
    if (distance !== distance) continue;
    const high = Math.floor(distance / LIMB);
    const c = distance - high * LIMB;
    const a = Math.floor(high / LIMB);
    const b = high - a * LIMB;
    n++;
    a1 += a;
    b1 += b;
    c1 += c;
    aa += a * a;
    ab += a * b;
    ac += a * c;
    bb += b * b;
    bc += b * c;
    cc += c * c;
  }
  const sum = (BigInt(a1) << 36n) + (BigInt(b1) << 18n) + BigInt(c1);
  const squares =
    (BigInt(aa) << 72n) +
    (BigInt(ab) << 55n) +
    ((BigInt(bb) + 2n * BigInt(ac)) << 36n) +
    (BigInt(bc) << 19n) +
    BigInt(cc);
  return { n, sum, squares };
}

/** Adds `other` to `moments`. */
export function mergeMoments(moments: Moments, other: Moments): void {
  moments.n += other.n;
  moments.sum += other.sum;
  moments.squares += other.squares;
  moments.min = Math.min(moments.min, other.min);
  moments.max = Math.max(moments.max, other.max);
}
