/**
 * Trying again what may pass: a lost connection, a deadlock, a timeout.
 *
 * @module
 */

import type { Deps } from "./deps.ts";
import { sleep } from "./sleep.ts";

/** Milliseconds before each further try. */
const PAUSES = [50, 250] as const;

/**
 * Runs `attempt` up to three times. What it does must be safe to repeat, for a
 * commit whose answer was lost may have happened.
 */
export async function retry<T>(
  deps: Pick<Deps, "isPassingFault">,
  attempt: () => Promise<T>,
  onRetry: () => void = () => {},
): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await attempt();
    } catch (error) {
      if (!deps.isPassingFault(error)) throw error;
    }
    onRetry();
    await sleep(pause);
  }
  return await attempt();
}
