/**
 * Memory that a loop fills and reads within one call, used again by the next:
 * what is made anew for every batch has to be zeroed and collected, which costs
 * as much as some of the loops.
 *
 * @module
 */

/** 8 MiB: what is longer is made anew, and not kept. */
const LONGEST = 2 ** 20;

/** One for each use: who asks has it until the next call that asks. */
export class Scratch {
  #numbers = new Float64Array(0);

  /** As long as asked, with whatever was left in it. */
  take(length: number): Float64Array {
    if (length > LONGEST) return new Float64Array(length);
    if (this.#numbers.length < length) this.#numbers = new Float64Array(length);
    return this.#numbers.subarray(0, length);
  }
}
