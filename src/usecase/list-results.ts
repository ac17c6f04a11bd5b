/**
 * Lists results, page by page.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { pageResults } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import type { CursorInvalid } from "./failures.ts";
import { cursorText, parseCursor, type ResultSort } from "./result-cursor.ts";
import { type ResultView, resultView } from "./result-view.ts";
import { scoredRevision, type ScoredRevisionFailure, type ScoredRevisionInput } from "./scored-revision.ts";

export interface ListResultsInput extends ScoredRevisionInput {
  readonly sort: ResultSort;
  readonly limit: number;
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
 * result, however many arrive or are scored meanwhile.
 */
export async function listResults(
  deps: Pick<Deps, "db" | "lifetime">,
  input: ListResultsInput,
): Promise<Result<ResultPageView, ScoredRevisionFailure | CursorInvalid>> {
  const { sort, limit } = input;
  const cursor = input.cursor === null ? null : parseCursor(input.cursor);
  if (input.cursor !== null && (cursor === null || cursor.sort !== sort)) {
    return err({ code: "cursor_invalid" });
  }
  const revision = cursor?.revision ?? input.revision;
  const scored = await scoredRevision(deps, { ...input, revision });
  if (!scored.ok) return scored;

  const { key, run, plan } = scored.value;
  const upto = cursor?.upto ?? run.upto;
  const after = cursor?.after ?? null;
  const stored = await pageResults(deps.db, key, run.revision, {
    sort,
    after,
    limit: limit + 1,
    upto,
  });
  const page = stored.slice(0, limit);
  const last = stored.length > limit ? page.at(-1) : undefined;
  return ok({
    results: page.map((result) => resultView(plan, run.revision, result)),
    next: last === undefined ? null : cursorText({ sort, revision: run.revision, upto, after: last }),
  });
}
