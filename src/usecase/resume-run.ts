/**
 * Goes on with a run that failed.
 *
 * @module
 */

import { err, type Result } from "#result";

import type { Deps } from "./deps.ts";
import { readRun, type ReadRunInput, type RunNotFound } from "./read-run.ts";
import {
  scoreAssessment,
  type ScoreAssessmentFailure,
  type ScoredRun,
} from "./score-assessment.ts";

/**
 * Scores what the run left, and whatever has come in since, as a new run of
 * the same revision; joins one that is under way.
 */
export async function resumeRun(
  deps: Deps,
  input: ReadRunInput,
): Promise<Result<ScoredRun, RunNotFound | ScoreAssessmentFailure>> {
  const run = await readRun(deps, input);
  if (!run.ok) return err(run.error);
  const { assessment, revision } = run.value;
  return await scoreAssessment(deps, { tenant: input.tenant, id: assessment, revision });
}
