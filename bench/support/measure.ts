/**
 * Timing of work that takes milliseconds to minutes, where a few runs are all
 * that there is time for.
 *
 * @module
 */

/** Milliseconds of one act. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/**
 * The median milliseconds of several acts.
 *
 * @param prepare Runs before each act, untimed.
 */
export async function medianOf(
  runs: number,
  act: () => Promise<unknown>,
  prepare: () => Promise<unknown> = async () => {},
): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    await prepare();
    times.push(await timed(act));
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
