/**
 * Totals and scales that are sums, of a batch.
 *
 * @module
 */

import { Scratch } from "../scratch.ts";
import { addUp, type Codes } from "./add-up.ts";
import type { Plan } from "./plan.ts";
import type { SumField } from "./sum-plan.ts";

/** One array of [count] each; where the revision cannot read the response, NaN or of no use. */
export interface Sums {
  value?: Float64Array;
  unanswered?: Uint16Array;
  share?: Float64Array;
}

export interface ScoredWords {
  readonly total: Sums;
  /** By the scale's index; nothing of those that are not packed. */
  readonly scales: readonly Sums[];
}

const scratch = new Scratch();

/** Every item is looked up once a word, most often once. O(responses * items). */
export function scoreWords(plan: Plan, codes: Codes): ScoredWords {
  const total: Sums = {};
  const scales: Sums[] = plan.scales.map(() => ({}));
  for (const { table, fields } of plan.words) {
    const word = scratch.take(codes.batch.count);
    addUp(plan, table, codes, word);
    for (const field of fields) {
      const own = field.scale === null ? total : (scales[field.scale] as Sums);
      if (field.what === "unanswered") own.unanswered = takeCount(word, field);
      else own[field.what] = takeField(word, field);
    }
  }
  return { total, scales };
}

/** The lowest bits of every number, which are shifted out of it. */
function takeField(word: Float64Array, { bits, least }: SumField): Float64Array {
  const field = new Float64Array(word.length);
  const size = 2 ** bits;
  const share = 2 ** -bits;
  for (let response = 0; response < word.length; response++) {
    const value = word[response] as number;
    const rest = Math.floor(value * share);
    field[response] = value - rest * size + least;
    word[response] = rest;
  }
  return field;
}

/** The same of a number of items, which begins at 0. */
function takeCount(word: Float64Array, { bits }: SumField): Uint16Array {
  const counts = new Uint16Array(word.length);
  const size = 2 ** bits;
  const share = 2 ** -bits;
  for (let response = 0; response < word.length; response++) {
    const value = word[response] as number;
    const rest = Math.floor(value * share);
    counts[response] = value - rest * size;
    word[response] = rest;
  }
  return counts;
}
