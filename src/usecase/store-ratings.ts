/**
 * Stores ratings that are well formed, where there is an answer to rate.
 *
 * @module
 */

import { AnswerCode } from "#engine/answers/answer-code.ts";
import { readCode } from "#engine/answers/decode-response.ts";
import type { RowFault } from "#engine/answers/row-fault.ts";
import { mostRaters } from "#engine/rules/rubric/resolve-ratings.ts";
import type { RatingRow } from "#engine/rules/rubric/rating-row.ts";
import { lockAssessment } from "#store/counters.ts";
import type { Db } from "#store/db.ts";
import {
  findNamedResponses,
  insertRatings,
  type NamedResponse,
  type NewRating,
} from "#store/insert-ratings.ts";
import { ratingsOf } from "#store/ratings.ts";
import { newestRevisionNumber } from "#store/revisions.ts";
import { transaction } from "#store/transaction.ts";

import type { Deps } from "./deps.ts";
import { retry } from "./retry.ts";
import type { Form } from "./submission-target.ts";

/** A duplicate says what the rater's last rating of the answer says. */
export type RatingOutcome = "accepted" | "duplicate" | RowFault;

/**
 * All of them or none, in one transaction.
 *
 * @returns One outcome a row, in order; null where the form is no longer the newest.
 */
export async function storeRatings(
  deps: Pick<Deps, "db" | "isPassingFault">,
  form: Form,
  rows: readonly RatingRow[],
): Promise<readonly RatingOutcome[] | null> {
  if (rows.length === 0) return [];
  return await retry(deps, () => transaction(deps.db, (tx) => storeLocked(tx, form, rows)));
}

async function storeLocked(
  tx: Db,
  form: Form,
  rows: readonly RatingRow[],
): Promise<readonly RatingOutcome[] | null> {
  const { nextRating } = await lockAssessment(tx, form.key);
  if ((await newestRevisionNumber(tx, form.key)) !== form.revision) return null;
  const responses = await findNamedResponses(tx, form.key, rows);
  const standing = await standingOf(tx, form, responses, nextRating - 1);
  const fresh: NewRating[] = [];
  const outcomes = rows.map((row, index): RatingOutcome => {
    const response = responses[index] ?? null;
    if (response === null) return faultAt(row, RESPONSE_NOT_FOUND);
    if (!isAnswered(form, row, response)) return faultAt(row, NOTHING_TO_RATE);
    const outcome = standing.outcomeOf(form, row, response.ordinal);
    if (outcome === "accepted") fresh.push({ ...row, ordinal: response.ordinal });
    return outcome;
  });
  await insertRatings(tx, form.key, fresh);
  return outcomes;
}

function isAnswered({ layout }: Form, { item }: RatingRow, { answers }: NamedResponse): boolean {
  const column = layout.columns.find((one) => one.item === item);
  return column !== undefined && readCode(answers, column) >= AnswerCode.firstAnswer;
}

async function standingOf(
  tx: Db,
  { key }: Form,
  responses: readonly (NamedResponse | null)[],
  upto: number,
): Promise<Standing> {
  const ordinals = new Set(responses.flatMap((response) => response?.ordinal ?? []));
  const standing = new Standing();
  for (const rating of await ratingsOf(tx, key, [...ordinals], upto)) standing.add(rating);
  return standing;
}

/** The last rating of each rater of each answer. */
class Standing {
  readonly #byAnswer = new Map<string, Map<string, string>>();

  add(rating: NewRating): void {
    this.#ratersOf(rating).set(rating.rater, said(rating));
  }

  outcomeOf({ definition }: Form, row: RatingRow, ordinal: number): RatingOutcome {
    const raters = this.#ratersOf({ ordinal, item: row.item });
    if (raters.get(row.rater) === said(row)) return "duplicate";
    const item = definition.items.find(({ id }) => id === row.item);
    const most = item?.type === "rubric" ? mostRaters(item.doubleRating) : 0;
    if (!raters.has(row.rater) && raters.size >= most) return faultAt(row, RATERS_COMPLETE);
    raters.set(row.rater, said(row));
    return "accepted";
  }

  #ratersOf({ ordinal, item }: { readonly ordinal: number; readonly item: string }) {
    const name = `${ordinal}/${item}`;
    const raters = this.#byAnswer.get(name) ?? new Map<string, string>();
    this.#byAnswer.set(name, raters);
    return raters;
  }
}

type SaidBy = Pick<NewRating, "levels" | "comment">;

function said({ levels, comment }: SaidBy): string {
  return JSON.stringify([levels, comment]);
}

function faultAt({ line }: RatingRow, words: Omit<RowFault, "line">): RowFault {
  return { line, ...words };
}

const RESPONSE_NOT_FOUND = {
  code: "response_not_found",
  path: "candidate",
  message: "The candidate has no such response.",
};

const NOTHING_TO_RATE = {
  code: "nothing_to_rate",
  path: "item",
  message: "The response holds no answer to this item.",
};

const RATERS_COMPLETE = {
  code: "raters_complete",
  path: "rater",
  message: "As many others have rated this answer as count; each of them may rate it anew.",
};
