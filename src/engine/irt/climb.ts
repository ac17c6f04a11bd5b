/**
 * Climbs from a point to the top of a hill, by the slope alone.
 *
 * @module
 */

import { findRoot } from "./find-root.ts";

/** A hill whose top is farther off than 2^60 steps has none. */
const MOST_STRIDES = 60;

export interface Slopes {
  /** Positive where the hill rises to the right. */
  readonly slopeAt: (theta: number) => number;
  readonly from: number;
  readonly to: number;
  /** Of the top; not said, as fine as a double allows. */
  readonly precision?: number;
}

/**
 * Goes uphill from `start` in strides that double, until the slope turns; the
 * top lies between the last two points.
 *
 * @param stride The first one: about the spacing of the points that `start` was
 * the best of.
 * @returns The top; or ±Infinity where the hill still rises at an end of the range.
 */
export function climb(hill: Slopes, start: number, stride: number): number {
  const { slopeAt, from, to, precision } = hill;
  const rise = slopeAt(start);
  if (rise === 0) return start;
  const way = rise > 0 ? 1 : -1;
  let below = start;
  let step = stride;
  for (let turn = 0; turn < MOST_STRIDES; turn++) {
    const at = Math.min(to, Math.max(from, below + way * step));
    if (slopeAt(at) * way <= 0) return findRoot(slopeAt, below, at, precision);
    if (at === from || at === to) break;
    below = at;
    step *= 2;
  }
  return way * Infinity;
}
