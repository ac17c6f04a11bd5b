/**
 * Says what did not run, and whether that may pass.
 *
 * @module
 */

import { howToInstall, type Server } from "../test/support/missing-servers.ts";
import { SERVERS_OF, TARGETS } from "../test/support/target.ts";

export interface SkippedVerdict {
  readonly passed: boolean;
  /** For people; null where nothing was skipped. */
  readonly line: string | null;
}

/**
 * @param missing Servers that this machine has not.
 * @param skipped How many tests did not run.
 * @param mayMiss Whether a machine may be without servers, as in CI none may.
 */
export function judgeSkipped(
  missing: readonly Server[],
  skipped: number,
  mayMiss: boolean,
): SkippedVerdict {
  if (missing.length === 0) {
    if (skipped === 0) return { passed: true, line: null };
    return { passed: false, line: `!!! ${skipped} tests WERE SKIPPED, and nothing is missing.` };
  }
  const targets = TARGETS.filter((target) =>
    SERVERS_OF[target].some((server) => missing.includes(server)),
  );
  const without = targets.map((target) => `"${target}"`).join(" and ");
  const line = `!!! NOT RUN: ${skipped} tests, with all of ${without}: there is no ${missing.join(" and no ")}. Install ${howToInstall(missing)}.`;
  return { passed: mayMiss, line };
}
