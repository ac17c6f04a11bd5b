/**
 * Scores an assessment: what is new since the last run, and the summary of all.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import type { Layout } from "#engine/answers/layout.ts";
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
  // Side by side: whoever joins a run has looked at the beginning of one for nothing, at no wait.
  const [revision, beginning] = await Promise.all([
    findRevision(deps.db, record.key, number),
    findBeginning(deps, record.key),
  ]);
  if (revision === null) return err({ code: "revision_not_found", id: input.id, revision: number });

  const { runs } = deps.lifetime;
  const name = `${record.key}/${number}`;
  const underWay = runs.get(name);
  if (underWay !== undefined) return ok(await underWay);
  const request = { ...input, key: record.key, revision };
  const run = startOrJoin(deps, request, beginning).finally(() => {
    runs.delete(name);
  });
  runs.set(name, run);
  return ok(await run);
}

export interface RunRequest extends Omit<ScoreAssessmentInput, "revision"> {
  readonly key: AssessmentKey;
  readonly revision: Revision;
}

/** What a run is to score, and how it is stored. */
interface Beginning {
  readonly upto: number;
  /** The last rating. */
  readonly ratings: number;
  readonly layout: Layout | null;
}

async function findBeginning(deps: Deps, key: RunRequest["key"]): Promise<Beginning> {
  const [{ responses: upto, ratings }, layout] = await Promise.all([
    readWatermark(deps.db, key),
    readLayout(deps.db, key),
  ]);
  return { upto, ratings, layout };
}

function inputsOf({ layout, ratings }: Beginning): RunInputs {
  if (layout === null) throw new RangeError("an assessment with a revision has no layout");
  return { layout, ratings };
}

/** Joins until the run that is under way has ended, or has gone silent: then it is stale, and its place free. */
async function startOrJoin(deps: Deps, request: RunRequest, first: Beginning): Promise<ScoredRun> {
  for (let beginning = first; ; beginning = await findBeginning(deps, request.key)) {
    const inputs = inputsOf(beginning);
    const started = await start(deps, request, beginning.upto);
    if (started.ok) return await executeRun(deps, request, started.value, inputs);
    const joined = await awaitRun(deps, request, started.error.running);
    if (joined !== null) return joined;
  }
}

/** A start whose answer was lost is found again by the run's id. */
async function start(
  deps: Deps,
  { key, revision }: RunRequest,
  upto: number,
): Promise<Result<Run, { readonly running: Run }>> {
  const run: NewRun = {
    id: timeOrderedId(deps.now()),
    assessment: key,
    revision: revision.number,
    upto,
    total: upto,
    staleAfterMs: deps.limits.staleRunMs,
  };
  return await retry(deps, () => startRun(deps.db, run));
}
