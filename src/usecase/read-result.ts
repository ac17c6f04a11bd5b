/**
 * Reads one candidate's result.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { findResponse } from "#store/responses.ts";
import { findResult } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import { type ResultView, resultView } from "./result-view.ts";
import {
  scoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";

export interface ReadResultInput extends ScoredRevisionInput {
  readonly candidate: string;
  /** null is the highest. */
  readonly attempt: number | null;
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
  deps: Pick<Deps, "db" | "lifetime">,
  input: ReadResultInput,
): Promise<Result<ResultView, ReadResultFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { key, run, plan } = scored.value;
  const { candidate, attempt } = input;
  const response = await findResponse(deps.db, key, candidate, attempt);
  if (response === null) return err({ code: "response_not_found", candidate, attempt });
  const result = await findResult(deps.db, key, run.revision, response.ordinal);
  if (result === null) {
    return err({ code: "response_not_scored_yet", candidate, attempt: response.attempt });
  }
  const { attributes } = response;
  return ok(resultView(plan, run.revision, { ...result, attributes }));
}
