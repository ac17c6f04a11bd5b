/**
 * Totals and scales that are sums, of a batch.
 *
 * @module
 */

import { addUp, type Codes } from "./add-up.ts";
import type { Plan, SumField, SumOf } from "./plan.ts";

/** One array of [count] each; NaN where the revision cannot read the response. */
export type Sums = Partial<Record<SumOf, Float64Array>>;

export interface ScoredWords {
  readonly total: Sums;
  /** By the scale's index; nothing of those that are not packed. */
  readonly scales: readonly Sums[];
}

/** Every item is looked up once a word, most often once. O(responses * items). */
export function scoreWords(plan: Plan, codes: Codes): ScoredWords {
  const total: Sums = {};
  const scales: Sums[] = plan.scales.map(() => ({}));
  for (const { table, fields } of plan.words) {
    const word = addUp(plan, table, codes);
    for (const field of fields) {
      const own = field.scale === null ? total : (scales[field.scale] as Sums);
      own[field.what] = takeField(word, field);
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
