/**
 * Takes what people said of answers that are theirs to score.
 *
 * @module
 */

import type { RowFault } from "#engine/answers/row-fault.ts";
import { readRatingRow, type RatingRow } from "#engine/rules/rubric/rating-row.ts";
import { err, ok, type Result } from "#result";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound } from "./failures.ts";
import { type RatingOutcome, storeRatings } from "./store-ratings.ts";
import { SubmissionReport, type SubmissionReportView } from "./submission-report.ts";
import { submissionTarget } from "./submission-target.ts";
import type { SubmittedRow } from "./submitted-row.ts";

export interface SubmitRatingsInput {
  readonly tenant: number;
  readonly id: string;
  readonly rows: AsyncIterable<readonly SubmittedRow[]>;
}

/**
 * Stores good rows and reports bad ones, page by page: each is stored whole or
 * not at all, and sending everything again is safe. The ratings count from the
 * next run on.
 */
export async function submitRatings(
  deps: Pick<Deps, "db" | "lifetime" | "isPassingFault">,
  input: SubmitRatingsInput,
): Promise<Result<SubmissionReportView, AssessmentNotFound>> {
  const report = new SubmissionReport();
  for await (const rows of input.rows) {
    const stored = await storeRows(deps, input, rows);
    if (!stored.ok) return stored;
    for (const outcome of stored.value) report.add(outcome);
  }
  return ok(report.view());
}

export interface SubmitRatingInput {
  readonly tenant: number;
  readonly id: string;
  readonly rating: unknown;
}

export interface RatingInvalid {
  readonly code: "rating_invalid";
  /** What is wrong, as a code. */
  readonly fault: string;
  readonly path: string;
  readonly message: string;
}

/** Stores one rating; the same again is a duplicate, and fine. */
export async function submitRating(
  deps: Pick<Deps, "db" | "lifetime" | "isPassingFault">,
  { tenant, id, rating }: SubmitRatingInput,
): Promise<
  Result<{ readonly outcome: "accepted" | "duplicate" }, AssessmentNotFound | RatingInvalid>
> {
  const stored = await storeRows(deps, { tenant, id }, [{ line: 1, value: rating }]);
  if (!stored.ok) return stored;
  const [outcome] = stored.value;
  if (outcome === undefined) throw new RangeError("a rating without an outcome");
  if (typeof outcome === "string") return ok({ outcome });
  const { code: fault, path, message } = outcome;
  return err({ code: "rating_invalid", fault, path, message });
}

/** One outcome a row, in their order. */
async function storeRows(
  deps: Pick<Deps, "db" | "lifetime" | "isPassingFault">,
  assessment: { readonly tenant: number; readonly id: string },
  rows: readonly SubmittedRow[],
): Promise<Result<readonly RatingOutcome[], AssessmentNotFound>> {
  for (;;) {
    const target = await submissionTarget(deps, assessment);
    if (!target.ok) return target;
    const items = new Map(target.value.definition.items.map((item) => [item.id, item]));
    const read = rows.map((row) => readRow(items, row));
    const good = read.flatMap((row) => (row.ok ? [row.value] : []));
    const stored = await storeRatings(deps, target.value, good);
    // A newer revision may have other levels.
    if (stored === null) continue;
    let next = 0;
    return ok(read.map((row) => (row.ok ? (stored[next++] as RatingOutcome) : row.error)));
  }
}

function readRow(
  items: Parameters<typeof readRatingRow>[0],
  row: SubmittedRow,
): Result<RatingRow, RowFault> {
  return "fault" in row ? err(row.fault) : readRatingRow(items, row.line, row.value);
}
