import type { TotalCounts } from "./test-counts.ts";

/** Results cut by their totals into groups of about the same size, lowest first. */
export interface Strata {
  /** Stratum, from 0, of each distinct total. */
  readonly of: Uint8Array;
  /** Results in each. */
  readonly n: Float64Array;
}

/**
 * A result is in the first stratum s of S with r <= N s / S, where r is the
 * mean rank of the results with its total: equal totals are never parted, and
 * strata may be empty. O(totals).
 *
 * @param count S, below 256.
 */
export function strataOf({ totals, counts }: TotalCounts, count: number): Strata {
  const results = counts.reduce((sum, n) => sum + n, 0);
  const of = new Uint8Array(totals.length);
  const n = new Float64Array(count);
  let below = 0;
  for (let place = 0; place < of.length; place++) {
    const tied = counts[place] as number;
    // r = below + (tied + 1) / 2, and both sides twice, so that they are whole.
    const stratum = Math.ceil(((2 * below + tied + 1) * count) / (2 * results)) - 1;
    of[place] = stratum;
    n[stratum] = (n[stratum] as number) + tied;
    below += tied;
  }
  return { of, n };
}
