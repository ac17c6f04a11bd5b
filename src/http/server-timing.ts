/**
 * `Server-Timing` (W3C) on answers that scored: where the time of the run went.
 *
 * @module
 */

import type { Context } from "hono";

import type { RunTimings } from "#usecase/run-view.ts";

/** Stages of parallel lanes add up to more than the total. A run that was joined has its own times. */
export function tellRunTimings(c: Context, timings: RunTimings | null): void {
  if (timings === null) return;
  const { readMs, scoreMs, writeMs, totalMs } = timings;
  tellTimings(c, { read: readMs, score: scoreMs, write: writeMs, total: totalMs });
}

/** @param milliseconds By what took them. */
export function tellTimings(c: Context, milliseconds: Readonly<Record<string, number>>): void {
  const entries = Object.entries(milliseconds).map(([name, ms]) => `${name};dur=${rounded(ms)}`);
  c.header("Server-Timing", entries.join(", "));
}

/** To a hundredth: an exponent would not be one to every reader. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
