/**
 * Reads one candidate's result.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { explainResult, openAnswers } from "#engine/explain/explain-result.ts";
import { placeRatingsOf } from "#engine/scoring/place-ratings.ts";
import { hasThetas, type Plan } from "#engine/scoring/plan.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { findAnswers } from "#store/dictionary.ts";
import { ratingsOf, type StoredRating } from "#store/ratings.ts";
import { findResponse } from "#store/responses.ts";
import { findResult, type StoredResult } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import { fitResults, readFitMeasure } from "./fit-results.ts";
import { type ResultView, resultView, type ViewableResult } from "./result-view.ts";
import {
  scoredRevision,
  type ScoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";

export interface ReadResultInput extends ScoredRevisionInput {
  readonly candidate: string;
  /** null is the highest. */
  readonly attempt: number | null;
  /** Whether to say how every number came about. */
  readonly explain: boolean;
  /** Whether to judge how well the response fits. */
  readonly fit?: boolean;
}

export interface ResponseNotFound {
  readonly code: "response_not_found";
  readonly candidate: string;
  readonly attempt: number | null;
}

/** The response is there, but came in after the newest run. */
export interface ResponseNotScoredYet {
  readonly code: "response_not_scored_yet";
  readonly candidate: string;
  readonly attempt: number;
}

export type ReadResultFailure = ScoredRevisionFailure | ResponseNotFound | ResponseNotScoredYet;

export async function readResult(
  deps: Pick<Deps, "db" | "lifetime" | "isPassingFault">,
  input: ReadResultInput,
): Promise<Result<ResultView, ReadResultFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { key, run, revision, layout, plan } = scored.value;
  const { candidate, attempt } = input;
  const response = await findResponse(deps.db, key, candidate, attempt);
  if (response === null) return err({ code: "response_not_found", candidate, attempt });
  const result = await findResult(deps.db, key, run.revision, response.ordinal, hasThetas(plan));
  if (result === null) {
    return err({ code: "response_not_scored_yet", candidate, attempt: response.attempt });
  }
  const stored = { ...result, attributes: response.attributes };
  const ratings = await ratingsBehind(deps, key, plan, result);
  const row = result.answers;
  const answers = placeRatingsOf(plan, row, ratings);
  const viewable = { ...stored, answers };
  const view = {
    ...resultView(plan, run.revision, viewable),
    ...(input.fit === true ? await fitOf(deps, scored.value, viewable) : {}),
  };
  if (!input.explain) return ok(view);

  const explanation = explainResult(plan, {
    revision: revision.number,
    definitionHash: revision.hash,
    layout,
    row,
    stored,
    texts: await findAnswers(deps.db, key, openAnswers(plan, row)),
    ratings,
  });
  return ok({ ...view, explanation });
}

async function fitOf(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scored: ScoredRevision,
  result: ViewableResult,
): Promise<Pick<ResultView, "fit">> {
  const measure = await readFitMeasure(deps, scored);
  const [fit] = await fitResults(deps, scored, measure, [result]);
  return fit === undefined ? {} : { fit };
}

/** What people said, as far as the result goes by it. */
async function ratingsBehind(
  deps: Pick<Deps, "db">,
  key: AssessmentKey,
  plan: Plan,
  { ordinal, inputsVersion }: StoredResult,
): Promise<readonly StoredRating[]> {
  if (plan.rated.length === 0) return [];
  return await ratingsOf(deps.db, key, [ordinal], inputsVersion);
}
