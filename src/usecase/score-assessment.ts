/**
 * Scores an assessment: what is new since the last run, and the summary of all.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import type { Summary } from "#engine/statistics/summary.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { findAssessment } from "#store/assessments.ts";
import { readWatermark } from "#store/counters.ts";
import { readLayout } from "#store/layouts.ts";
import { findRevision, type Revision } from "#store/revisions.ts";
import { type NewRun, type Run, startRun } from "#store/runs.ts";

import type { Deps } from "./deps.ts";
import { executeRun, type RunInputs } from "./execute-run.ts";
import type { AssessmentNotFound, RevisionNotFound } from "./failures.ts";
import { awaitRun } from "./await-run.ts";
import { retry } from "./retry.ts";
import type { RunView } from "./run-view.ts";
import { timeOrderedId } from "./time-ordered-id.ts";

export interface ScoreAssessmentInput {
  readonly tenant: number;
  readonly id: string;
  /** null is the newest. */
  readonly revision: number | null;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly scored: number;
  readonly total: number;
}

export interface ScoredRun {
  readonly run: RunView;
  /** null where the run failed. */
  readonly summary: Summary | null;
}

export type ScoreAssessmentFailure = AssessmentNotFound | RevisionNotFound;

/**
 * Runs to the end, whoever else asks meanwhile: one run at a time for each
 * assessment and revision, and a second request joins it.
 */
export async function scoreAssessment(
  deps: Deps,
  input: ScoreAssessmentInput,
): Promise<Result<ScoredRun, ScoreAssessmentFailure>> {
  const record = await findAssessment(deps.db, input.tenant, input.id);
  if (record === null) return err({ code: "assessment_not_found", id: input.id });
  const number = input.revision ?? record.newestRevision;
  const revision = await findRevision(deps.db, record.key, number);
  if (revision === null) return err({ code: "revision_not_found", id: input.id, revision: number });

  const { runs } = deps.lifetime;
  const name = `${record.key}/${number}`;
  const underWay = runs.get(name);
  if (underWay !== undefined) return ok(await underWay);
  const run = startOrJoin(deps, { ...input, key: record.key, revision }).finally(() => {
    runs.delete(name);
  });
  runs.set(name, run);
  return ok(await run);
}

export interface RunRequest extends Omit<ScoreAssessmentInput, "revision"> {
  readonly key: AssessmentKey;
  readonly revision: Revision;
}

/** Joins until the run that is under way has ended, or has gone silent: then it is stale, and its place free. */
async function startOrJoin(deps: Deps, request: RunRequest): Promise<ScoredRun> {
  for (;;) {
    const started = await start(deps, request);
    if (started.ok) return await executeRun(deps, request, started.value.run, started.value);
    const joined = await awaitRun(deps, request, started.error.running);
    if (joined !== null) return joined;
  }
}

/** A start whose answer was lost is found again by the run's id. */
async function start(
  deps: Deps,
  { key, id, revision }: RunRequest,
): Promise<Result<RunInputs & { readonly run: Run }, { readonly running: Run }>> {
  const [{ responses: upto, ratings }, layout] = await Promise.all([
    readWatermark(deps.db, key),
    readLayout(deps.db, key),
  ]);
  if (layout === null) throw new RangeError(`assessment ${id} has no layout`);
  const run: NewRun = {
    id: timeOrderedId(deps.now()),
    assessment: key,
    revision: revision.number,
    upto,
    total: upto,
    staleAfterMs: deps.limits.staleRunMs,
  };
  const started = await retry(deps, () => startRun(deps.db, run));
  return started.ok ? ok({ run: started.value, layout, ratings }) : started;
}
