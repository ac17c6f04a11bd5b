/**
 * Reads the summary of the newest succeeded run.
 *
 * @module
 */

import type { Summary } from "#engine/statistics/summary.ts";
import { ok, type Result } from "#result";

import { summaryPlace } from "./cached-place.ts";
import { type CachedText, readCachedText } from "./cached-text.ts";
import type { Deps } from "./deps.ts";
import {
  scoredRun,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";

export interface SummaryView {
  /** Id of the run. */
  readonly run: string;
  readonly revision: number;
  /** The summary covers the ordinals 1 to `upto`. */
  readonly upto: number;
  readonly summary: Summary;
}

export async function readSummary(
  deps: Pick<Deps, "db" | "cache" | "observe">,
  input: ScoredRevisionInput,
): Promise<Result<CachedText, ScoredRevisionFailure>> {
  return await readCachedText(deps, summaryPlace(input), () => loadSummary(deps, input));
}

async function loadSummary(
  deps: Pick<Deps, "db">,
  input: ScoredRevisionInput,
): Promise<Result<SummaryView, ScoredRevisionFailure>> {
  const run = await scoredRun(deps, input);
  if (!run.ok) return run;
  const { id, revision, upto, summary } = run.value;
  return ok({ run: id, revision, upto, summary: summary as Summary });
}
