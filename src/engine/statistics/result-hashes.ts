/**
 * Two hashes of 32 bits for each result of a batch, and taking numbers into
 * them. The constants are those of MurmurHash3 (Austin Appleby, 2011, public
 * domain).
 *
 * @module
 */

import type { ResponseBatch } from "../scoring/plan.ts";

/** Shape [count] each. */
export type Hashes = readonly [first: Int32Array, second: Int32Array];

const SEEDS = [0x1e3779b9, 0x05ebca6b] as const;

/** Different ordinals begin differently. */
export function hashesOfOrdinals(
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

/**
 * Takes two numbers of 32 bits into the first hash. One number that differs
 * leaves another hash; of two, one can undo the other, but not in both hashes:
 * they are shifted differently.
 */
export function first32(hash: number, low: number, high: number): number {
  const own = Math.imul(hash ^ low, 0xcc9e2d51);
  return Math.imul(own ^ (own >>> 15) ^ high, 0x85ebca6b);
}

/** The same of the second. */
export function second32(hash: number, low: number, high: number): number {
  const own = Math.imul(hash ^ low, 0x1b873593);
  return Math.imul(own ^ (own >>> 13) ^ high, 0xc2b2ae35);
}

/** Takes two numbers into both hashes of a result. */
export function take([first, second]: Hashes, at: number, low: number, high: number): void {
  first[at] = first32(first[at] as number, low, high);
  second[at] = second32(second[at] as number, low, high);
}

/** What was taken in last has only reached the higher bits: they are brought down once more. */
export function addHashes(sums: Uint32Array, [first, second]: Hashes): void {
  let one = sums[0] as number;
  let other = sums[1] as number;
  for (let response = 0; response < first.length; response++) {
    one = (one + brought(first[response] as number)) | 0;
    other = (other + brought(second[response] as number)) | 0;
  }
  sums[0] = one;
  sums[1] = other;
}

function brought(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** The low 32 bits of a whole number, as a signed one. */
export function lowOf(whole: number): number {
  return whole | 0;
}

/** The bits above them: of most numbers nothing but the sign. */
export function highOf(whole: number, low: number): number {
  return low === whole ? low >> 31 : Math.floor(whole / 2 ** 32) | 0;
}
