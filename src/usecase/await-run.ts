/**
 * Joins a run that another process carries out.
 *
 * @module
 */

import type { Summary } from "#engine/statistics/summary.ts";
import { findRun, type Run } from "#store/runs.ts";

import type { Deps } from "./deps.ts";
import { sleep } from "./sleep.ts";
import { invalidate } from "./invalidate.ts";
import { retry } from "./retry.ts";
import { runView } from "./run-view.ts";
import type { RunRequest, ScoredRun } from "./score-assessment.ts";

const ASK_EVERY_MS = 100;

/** Waits until the run has ended; null when it has given no sign for too long. */
export async function awaitRun(
  deps: Deps,
  request: RunRequest,
  run: Run,
): Promise<ScoredRun | null> {
  let latest = run;
  let lastSign = deps.now();
  while (latest.status === "running") {
    if (deps.now() - lastSign >= deps.limits.staleRunMs) return null;
    await sleep(ASK_EVERY_MS);
    const seen = await retry(deps, () => findRun(deps.db, request.tenant, run.id));
    if (seen === null) throw new RangeError(`run ${run.id} is gone`);
    if (seen.heartbeatAt !== latest.heartbeatAt) lastSign = deps.now();
    latest = seen;
    request.onProgress?.({ scored: seen.counts.scored, total: seen.counts.total });
  }
  // The process that wrote it may not have come this far yet.
  if (latest.status === "succeeded") await invalidate(deps, request, run.id);
  return {
    run: runView(request.id, latest),
    summary: latest.status === "succeeded" ? (latest.summary as Summary) : null,
  };
}
