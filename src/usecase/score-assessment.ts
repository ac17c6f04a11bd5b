/**
 * Scores an assessment: what is new since the last run, and the summary of all.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import type { Summary } from "#engine/statistics/summary.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import type { Revision } from "#store/revisions.ts";
import { type NewRun, type Run, startRun } from "#store/runs.ts";
import { findScoringInputs, type ScoringInputs } from "#store/scoring-inputs.ts";

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
  const { id } = input;
  const inputs = await findInputs(deps, input);
  if (inputs === null) return err({ code: "assessment_not_found", id });
  const { key, revision } = inputs;
  if (revision === null) {
    const number = input.revision ?? inputs.newestRevision;
    return err({ code: "revision_not_found", id, revision: number });
  }

  const { runs } = deps.lifetime;
  const name = `${key}/${revision.number}`;
  const underWay = runs.get(name);
  if (underWay !== undefined) return ok(await underWay);
  const run = startOrJoin(deps, { ...input, key, revision }, inputs).finally(() => {
    runs.delete(name);
  });
  runs.set(name, run);
  return ok(await run);
}

export interface RunRequest extends Omit<ScoreAssessmentInput, "revision"> {
  readonly key: AssessmentKey;
  readonly revision: Revision;
}

function runInputsOf({ layout, stored, tally }: ScoringInputs): RunInputs {
  if (layout === null) throw new RangeError("an assessment with a revision has no layout");
  return { layout, ratings: stored.ratings, tally };
}

/** Joins until the run that is under way has ended, or has gone silent: then it is stale, and its place free. */
async function startOrJoin(
  deps: Deps,
  request: RunRequest,
  first: ScoringInputs,
): Promise<ScoredRun> {
  for (let inputs = first; ; inputs = await findAgain(deps, request)) {
    const started = await start(deps, request, inputs.stored.responses);
    if (started.ok) return await executeRun(deps, request, started.value, runInputsOf(inputs));
    const joined = await awaitRun(deps, request, started.error.running);
    if (joined !== null) return joined;
  }
}

function findInputs(
  deps: Deps,
  { tenant, id, revision }: ScoreAssessmentInput,
): Promise<ScoringInputs | null> {
  return retry(deps, () => findScoringInputs(deps.db, tenant, id, revision));
}

/** What is stored by now. */
async function findAgain(deps: Deps, request: RunRequest): Promise<ScoringInputs> {
  const { tenant, id, revision } = request;
  const inputs = await findInputs(deps, { tenant, id, revision: revision.number });
  if (inputs === null) throw new RangeError(`assessment ${request.key} is gone`);
  return inputs;
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
