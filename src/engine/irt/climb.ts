/**
 * Climbs from a point to the top of a hill, by the slope alone.
 *
 * @module
 */

import { emptyBracket, findRoot } from "./find-root.ts";

/** A hill whose top is farther off than 2^60 strides has none. */
const MOST_STRIDES = 60;

export interface Hill {
  /** Positive where the hill rises to the right. */
  readonly slopeAt: (theta: number) => number;
  /** Where the top may be. */
  readonly from: number;
  readonly to: number;
  /** The first stride: about the spacing of the points that a start is the best of. */
  readonly stride: number;
  /** Of the top; not said, as fine as a double allows. */
  readonly precision?: number;
}

/**
 * Goes uphill from a start in strides that double, until the slope turns; the
 * top lies between the last two points. Allocates nothing as it climbs.
 *
 * @returns Finds the top from a start; ±Infinity where the hill still rises at
 * an end of its range.
 */
export function climber({ slopeAt, from, to, stride, precision }: Hill): (start: number) => number {
  const bracket = emptyBracket();
  return (start) => {
    let below = start;
    let rise = slopeAt(start);
    if (rise === 0) return start;
    const way = rise > 0 ? 1 : -1;
    let step = stride;
    for (let turn = 0; turn < MOST_STRIDES; turn++) {
      const at = Math.min(to, Math.max(from, below + way * step));
      const slope = slopeAt(at);
      if (slope * way <= 0) {
        bracket.a = at;
        bracket.fa = slope;
        bracket.b = below;
        bracket.fb = rise;
        return findRoot(slopeAt, bracket, precision);
      }
      if (at === from || at === to) break;
      below = at;
      rise = slope;
      step *= 2;
    }
    return way * Infinity;
  };
}
