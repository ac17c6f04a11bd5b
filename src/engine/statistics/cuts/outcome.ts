import type { Result } from "#result";

import type { CutReason } from "./cut-report.ts";

/** A figure, or why there is none. */
export type Outcome<T> = Result<T, CutReason>;

export function valueOf<T>(outcome: Outcome<T>): T | null {
  return outcome.ok ? outcome.value : null;
}

/** Why those that are null are, by their names. */
export function reasonsOf(outcomes: Readonly<Record<string, Outcome<unknown>>>) {
  const reasons: Record<string, CutReason> = {};
  for (const [name, outcome] of Object.entries(outcomes)) {
    if (!outcome.ok) reasons[name] = outcome.error;
  }
  return reasons;
}
