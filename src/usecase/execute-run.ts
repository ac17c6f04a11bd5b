/**
 * Carries out a run that was started, and says how it ended.
 *
 * @module
 */

import type { Layout } from "#engine/answers/layout.ts";
import { digestText } from "#engine/statistics/digest.ts";
import type { Summary } from "#engine/statistics/summary.ts";
import type { StoredTally } from "#store/tallies.ts";
import { beatRun, finishRun, findRun, type Run, type RunOutcome } from "#store/runs.ts";

import { countAttempts } from "./count-attempts.ts";
import type { Deps } from "./deps.ts";
import { invalidate } from "./invalidate.ts";
import { errorFacts } from "./error-facts.ts";
import type { RunEnded } from "./observation.ts";
import { planOfRevision } from "./plan-of-revision.ts";
import { retry } from "./retry.ts";
import { runView } from "./run-view.ts";
import type { RunRequest, ScoredRun } from "./score-assessment.ts";
import { type ScoredUpto, scoreToWatermark } from "./score-to-watermark.ts";
import type { BatchFailed } from "./score-segment.ts";
import { StageClock } from "./stage-clock.ts";
import { summaryOfRun } from "./summary-of-run.ts";

/** Progress is written at most this often. */
const BEAT_EVERY_MS = 1_000;

/** What a run goes by, as it was when it began. */
export interface RunInputs {
  readonly layout: Layout;
  /** The last rating. */
  readonly ratings: number;
  readonly tally: StoredTally | null;
}

export async function executeRun(
  deps: Deps,
  request: RunRequest,
  run: Run,
  started: RunInputs,
): Promise<ScoredRun> {
  const going: Going = { clock: new StageClock(() => performance.now()), scored: 0 };
  let outcome: RunEnded["outcome"] = "failed";
  try {
    const ended = await scoreAndEnd(deps, request, run, { ...started, going });
    if (ended.run.status === "succeeded") outcome = "succeeded";
    return ended;
  } finally {
    // Also where the database could not even be told how the run ended.
    deps.observe(runEnded(outcome, going.clock));
  }
}

function runEnded(outcome: RunEnded["outcome"], clock: StageClock): RunEnded {
  const { totalMs, new: responses, ...figures } = clock.timings(clock.responses);
  return { kind: "scored", outcome, responses, ms: totalMs, ...figures };
}

/** How far a run has come, for whoever has to say so at its end. */
interface Going {
  readonly clock: StageClock;
  /** Responses that have their result. */
  scored: number;
}

async function scoreAndEnd(
  deps: Deps,
  request: RunRequest,
  run: Run,
  started: RunInputs & { readonly going: Going },
): Promise<ScoredRun> {
  try {
    return await scoreAndFinish(deps, request, run, started);
  } catch (error) {
    // A fault between batches also ends the run, so that nobody waits for it.
    return await endFailed(deps, request, run, { failed: { error }, going: started.going });
  }
}

async function scoreAndFinish(
  deps: Deps,
  request: RunRequest,
  run: Run,
  { layout, ratings, tally, going }: RunInputs & { readonly going: Going },
): Promise<ScoredRun> {
  const plan = planOfRevision(deps, request.key, request.revision, layout);
  const { clock } = going;
  const scoring = {
    key: request.key,
    revision: run.revision,
    plan,
    clock,
    ratings: plan.rated.length > 0 ? ratings : 0,
  };
  const onProgress = progressWriter(deps, request, run, going);
  const scored = await scoreToWatermark(deps, scoring, {
    layout,
    upto: run.upto,
    tally,
    onProgress,
  });
  if (!scored.ok) return await endFailed(deps, request, run, { failed: scored.error, going });
  const counting = { layout, onBatch: () => onProgress(run.upto) };
  // Another run may have gone further, and by later ratings: what counts goes by the same.
  const { ratings: rated } = scored.value;
  const counted = await countAttempts(deps, { ...scoring, ratings: rated }, scored.value, counting);
  if (!counted.ok) return await endFailed(deps, request, run, { failed: counted.error, going });

  const summary = await retry(deps, () => summaryOfRun(deps, scoring, counted.value));
  const finished = await finish(deps, request, run, succeeded(scored.value, summary, clock));
  return { run: finished, summary: finished.status === "succeeded" ? summary : null };
}

function succeeded(
  { tally, upto, ratings, new: newlyScored }: ScoredUpto,
  summary: Summary,
  clock: StageClock,
): RunOutcome {
  const { responses: scored, provisional: pending, failed } = tally;
  const counts = { total: upto, scored, pending, failed };
  return {
    status: "succeeded",
    upto,
    ratings,
    counts,
    timings: clock.timings(newlyScored),
    failure: null,
    summary,
    digest: digestText(tally.digest),
  };
}

type Failed = Pick<BatchFailed, "error"> & Partial<BatchFailed>;

/** The run keeps every result written; scoring again goes on from the last saved tally. */
async function endFailed(
  deps: Deps,
  request: RunRequest,
  run: Run,
  { failed, going }: { readonly failed: Failed; readonly going: Going },
): Promise<ScoredRun> {
  const { batch, error } = failed;
  const cause = deps.isPassingFault(error) ? "database_unavailable" : "internal_error";
  const facts = { run: run.id, ...batch, reason: cause };
  deps.log("error", "run_failed", { ...facts, ...errorFacts(error) });
  const outcome: RunOutcome = {
    status: "failed",
    upto: run.upto,
    ratings: null,
    counts: { total: run.upto, scored: going.scored, pending: 0, failed: 0 },
    timings: going.clock.timings(0),
    failure: batch === undefined ? { cause } : { batch, cause },
    summary: null,
    digest: null,
  };
  return { run: await finish(deps, request, run, outcome), summary: null };
}

/** A run that was taken over meanwhile keeps the end that it was given. */
async function finish(deps: Deps, request: RunRequest, run: Run, outcome: RunOutcome) {
  const finished =
    (await retry(deps, () => finishRun(deps.db, run.id, outcome))) ??
    (await findRun(deps.db, request.tenant, run.id));
  if (finished === null) throw new RangeError(`run ${run.id} is gone`);
  // Before anyone hears of it, whoever wrote it: who then reads shall not find what was before.
  if (finished.status === "succeeded") await invalidate(deps, request, run.id);
  return runView(request.id, finished);
}

function progressWriter(deps: Deps, request: RunRequest, run: Run, going: Going) {
  let written = deps.now();
  return async (scored: number): Promise<void> => {
    going.scored = scored;
    request.onProgress?.({ scored, total: run.upto });
    if (deps.now() - written < BEAT_EVERY_MS) return;
    written = deps.now();
    try {
      await beatRun(deps.db, run.id, { total: run.upto, scored, pending: 0, failed: 0 });
    } catch (error) {
      // Only the display suffers; the batches see for themselves whether the database is there.
      if (!deps.isPassingFault(error)) throw error;
    }
  };
}
