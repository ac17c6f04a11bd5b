/**
 * Lists results, page by page.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { hasNormGroups, hasThetas } from "#engine/scoring/plan.ts";
import { pageResults } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import type { CursorInvalid } from "./failures.ts";
import { readFitMeasure } from "./fit-results.ts";
import { cursorText, parseCursor, type ResultCursor, type ResultSort } from "./result-cursor.ts";
import { rateResults } from "./rate-batch.ts";
import type { ResultView } from "./result-view.ts";
import { resultViews } from "./result-views.ts";
import {
  scoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";

export interface ListResultsInput extends ScoredRevisionInput {
  readonly sort: ResultSort;
  readonly limit: number;
  /** Whether to judge how well each response fits. */
  readonly fit?: boolean;
  /** From the page before; null is the first page. */
  readonly cursor: string | null;
}

export interface ResultPageView {
  readonly results: readonly ResultView[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

/**
 * A cursor names its revision and watermark, so pages neither skip nor repeat a
 * result, however many arrive meanwhile. One that is scored again between two
 * pages, after new or corrected ratings, keeps its place in order of arrival;
 * by points it moves, and may be skipped or repeated.
 */
export async function listResults(
  deps: Pick<Deps, "db" | "lifetime" | "isPassingFault">,
  input: ListResultsInput,
): Promise<Result<ResultPageView, ScoredRevisionFailure | CursorInvalid>> {
  if (input.cursor === null) return await pageFrom(deps, input, null);
  const cursor = parseCursor(input.cursor);
  if (cursor?.sort !== input.sort) return err({ code: "cursor_invalid" });
  const revision = input.revision ?? cursor.revision;
  if (revision !== cursor.revision) return err({ code: "cursor_invalid" });
  return await pageFrom(deps, { ...input, revision }, cursor);
}

async function pageFrom(
  deps: Pick<Deps, "db" | "lifetime" | "isPassingFault">,
  input: ListResultsInput,
  cursor: ResultCursor | null,
): Promise<Result<ResultPageView, ScoredRevisionFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { key, run, plan } = scored.value;
  const { sort, limit } = input;
  const { upto, after } = cursor ?? { upto: run.upto, after: null };
  // One more than the page, to know whether another follows.
  const withAttributes = hasNormGroups(plan);
  const withThetas = hasThetas(plan);
  const asked = { sort, after, limit: limit + 1, upto, withAttributes, withThetas };
  const stored = await pageResults(deps.db, key, run.revision, asked);
  const page = await rateResults(deps, { key, plan }, stored.slice(0, limit));
  const measure = input.fit === true ? await readFitMeasure(deps, scored.value) : null;
  const last = stored.length > limit ? page.at(-1) : undefined;
  const { revision } = run;
  return ok({
    results: await resultViews(deps, scored.value, measure, page),
    next: last === undefined ? null : cursorText({ sort, revision, upto, after: last }),
  });
}
