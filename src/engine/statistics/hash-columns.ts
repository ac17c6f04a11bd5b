/**
 * Takes the totals and scales of a batch into the hashes of its results.
 *
 * @module
 */

import { first32, type Hashes, highOf, lowOf, second32, take } from "./result-hashes.ts";

/** A number of each response, and the most that it can be either way. */
export interface Column {
  /** NaN is no value; where it is said who has none, 0. */
  readonly values: Float64Array;
  readonly unit: number;
  readonly most: number;
  /** There is no value where more are unanswered than this. */
  readonly missing: Missing | null;
}

interface Missing {
  readonly unanswered: Uint16Array;
  readonly most: number;
}

/** Numbers below this leave one half empty, so two of them are taken in at once. */
export const SHORT = 2 ** 31;
/** Halves of 2^53, which stands for "no value": a total is never this far from 0. */
const NO_VALUE = { low: 0, high: 2 ** 21 } as const;

/**
 * Short columns two a pass; a last one is taken in twice.
 *
 * @param totals A failed result, with neither points nor scales, has none.
 */
export function hashColumns(
  hashes: Hashes,
  columns: readonly Column[],
  totals: Float64Array,
): void {
  const nobody = { unanswered: new Uint16Array(totals.length), most: 0 };
  const short = columns
    .filter(({ most }) => most < SHORT)
    .map((column): Line => ({ ...column, ...(column.missing ?? nobody) }));
  for (let place = 0; place < short.length; place += 2) {
    const one = short[place] as Line;
    hashTwo(hashes, [one, short[place + 1] ?? one], totals);
  }
  for (const column of columns) if (column.most >= SHORT) hashLong(hashes, column, totals);
}

/** A short column, and who has no value. */
interface Line extends Missing {
  readonly values: Float64Array;
  readonly unit: number;
}

/**
 * No value is the one number of 32 bits that no short value is. Computed, for
 * no engine guesses who has none.
 */
function hashTwo(
  [first, second]: Hashes,
  [one, other]: readonly [Line, Line],
  totals: Float64Array,
): void {
  const { values: ones, unit: oneUnit, unanswered: openOnes, most: mostOne } = one;
  const { values: others, unit: otherUnit, unanswered: openOthers, most: mostOther } = other;
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
    first[response] = first32(first[response] as number, low, high);
    second[response] = second32(second[response] as number, low, high);
  }
}

function hashLong(hashes: Hashes, { values, unit }: Column, totals: Float64Array): void {
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    const value = (values[response] as number) * unit;
    const isValue = total === total && value === value;
    const low = isValue ? lowOf(value) : NO_VALUE.low;
    take(hashes, response, low, isValue ? highOf(value, low) : NO_VALUE.high);
  }
}
