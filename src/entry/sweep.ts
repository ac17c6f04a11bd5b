/**
 * Tells the cache what it is owed, every few seconds.
 *
 * @module
 */

import type { Deps } from "#usecase/deps.ts";
import { errorFacts } from "#usecase/error-facts.ts";
import { sweepInvalidations } from "#usecase/sweep-invalidations.ts";

const EVERY_MS = 5_000;

type SweepDeps = Pick<Deps, "db" | "cache" | "log" | "observe">;

/**
 * Sweeps until it is stopped; at once for the first time, for a process may
 * have died between its write and the cache.
 *
 * @returns Stops it, and waits for the round under way.
 */
export function startSweeping(deps: SweepDeps, everyMs: number = EVERY_MS): () => Promise<void> {
  const stopping = Promise.withResolvers<void>();
  let isStopping = false;
  const swept = (async () => {
    while (!isStopping) {
      await sweepOnce(deps);
      await pause(everyMs, stopping.promise);
    }
  })();
  return async () => {
    isStopping = true;
    stopping.resolve();
    await swept;
  };
}

/** One round; never fails. */
export async function sweepOnce(deps: SweepDeps): Promise<void> {
  try {
    const settled = await sweepInvalidations(deps);
    if (settled > 0) deps.log("info", "invalidations_swept", { settled });
  } catch (error) {
    // What is owed stays so until the next round.
    deps.log("warn", "sweep_failed", { ...errorFacts(error) });
  }
}

/** Until the time is over, or `stop` resolves. */
async function pause(milliseconds: number, stop: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([over, stop]);
  clearTimeout(timer);
}
