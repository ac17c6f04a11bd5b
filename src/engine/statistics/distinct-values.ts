/**
 * The different values of a batch: most are the same few whole numbers, so
 * what is said of a value need not be said once a response.
 *
 * @module
 */

/** Whole numbers ascending, and how many responses have each. */
export interface DistinctValues {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  /** Responses without a value. */
  readonly missing: number;
}

/** All whole numbers that a value can be. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
}

/** Above this many possible values a response, sorting them out costs more than it saves. */
const MOST_PER_RESPONSE = 2;

/**
 * O(values + range).
 *
 * @returns null where values are spread so far that counting them does not pay.
 */
export function distinctValues(
  values: Float64Array,
  { least, most }: ValueRange,
): DistinctValues | null {
  if (!isNarrow({ least, most }, values.length)) return null;
  const counts = new Int32Array(most - least + 1);
  let missing = 0;
  for (let response = 0; response < values.length; response++) {
    const value = values[response] as number;
    if (value !== value) {
      missing++;
      continue;
    }
    const place = (value - least) | 0;
    counts[place] = (counts[place] as number) + 1;
  }
  return distinctOf(counts, least, missing);
}

/** Whether counting so many values by what they can be pays. */
export function isNarrow({ least, most }: ValueRange, values: number): boolean {
  return most - least + 1 <= MOST_PER_RESPONSE * values;
}

/** @param counts Of the values from `least` on. */
export function distinctOf(counts: Int32Array, least: number, missing: number): DistinctValues {
  let filled = 0;
  for (let place = 0; place < counts.length; place++) if (counts[place] !== 0) filled++;
  const found = { values: new Float64Array(filled), counts: new Float64Array(filled), missing };
  for (let place = 0, at = 0; place < counts.length; place++) {
    const count = counts[place] as number;
    if (count === 0) continue;
    found.values[at] = least + place;
    found.counts[at++] = count;
  }
  return found;
}
