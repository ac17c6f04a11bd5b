/**
 * Lists the answers that wait for people: a work list for raters.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import { AnswerCode } from "#engine/answers/answer-code.ts";
import { parseAnswer } from "#engine/answers/answer-text.ts";
import { readCode } from "#engine/answers/decode-response.ts";
import { mostRaters } from "#engine/rules/rubric/resolve-ratings.ts";
import type { RubricItem } from "#engine/rules/rubric/rubric-rule.ts";
import { isComplete, standingRatings } from "#engine/rules/rubric/standing-ratings.ts";
import { readWatermark } from "#store/counters.ts";
import { findAnswers } from "#store/dictionary.ts";
import { ratingsInRange, type StoredRating } from "#store/ratings.ts";
import { pageResponses } from "#store/responses.ts";

import type { Deps } from "./deps.ts";
import type { AssessmentNotFound, CursorInvalid } from "./failures.ts";
import { type Form, submissionTarget } from "./submission-target.ts";

export interface ListPendingRatingsInput {
  readonly tenant: number;
  readonly id: string;
  /** Only answers to this item; null is all. */
  readonly item: string | null;
  /** Only answers that this rater has not rated; null is all. */
  readonly rater: string | null;
  readonly limit: number;
  /** From the page before; null is the first page. */
  readonly cursor: string | null;
}

export interface PendingAnswer {
  readonly candidate: string;
  readonly attempt: number;
  readonly ordinal: number;
  readonly item: string;
  readonly answer: unknown;
  /** How many people have rated it. */
  readonly ratings: number;
  /** How many have to; the third only where the first two are apart. */
  readonly needed: number;
}

export interface PendingPage {
  readonly pending: readonly PendingAnswer[];
  /** The cursor of the next page; null at the end. A page may be short, and still not the last. */
  readonly next: string | null;
}

/** Responses looked through at once. */
const STRETCH = 1_000;
/** And in all for a page: what is pending may be far away. */
const MOST_STRETCHES = 50;

/** Essays may have a million characters each: texts are fetched some at a time, and a page ends early. */
const TEXTS = 8;
const MOST_CHARACTERS = 2_000_000;

/** By the rubrics of the newest revision and all ratings that there are, in order of arrival. */
export async function listPendingRatings(
  deps: Pick<Deps, "db" | "lifetime">,
  input: ListPendingRatingsInput,
): Promise<Result<PendingPage, AssessmentNotFound | CursorInvalid>> {
  let place = input.cursor === null ? START : placeIn(input.cursor);
  if (place === null) return err({ code: "cursor_invalid" });
  const target = await submissionTarget(deps, input);
  if (!target.ok) return target;
  const form = target.value;
  const { ratings: upto } = await readWatermark(deps.db, form.key);
  const found: Waiting[] = [];
  for (let stretch = 0; stretch < MOST_STRETCHES; stretch++) {
    const looked = await lookThrough(deps, form, input, { place, upto });
    found.push(...looked.waiting);
    if (found.length > input.limit) {
      return ok(await pageOf(deps, form, found.slice(0, input.limit), found[input.limit - 1]));
    }
    if (looked.last === null) return ok(await pageOf(deps, form, found, null));
    place = { ordinal: looked.last, item: Number.POSITIVE_INFINITY };
  }
  return ok(await pageOf(deps, form, found, { place }));
}

/** The last answer that was looked at: of which response, and which of the items. */
interface Place {
  readonly ordinal: number;
  readonly item: number;
}

const START: Place = { ordinal: 0, item: Number.POSITIVE_INFINITY };

interface Waiting {
  readonly shown: Omit<PendingAnswer, "answer">;
  readonly code: number;
  readonly place: Place;
}

interface Looked {
  readonly waiting: readonly Waiting[];
  /** null where there are no more responses. */
  readonly last: number | null;
}

async function lookThrough(
  deps: Pick<Deps, "db">,
  form: Form,
  input: ListPendingRatingsInput,
  { place, upto }: { readonly place: Place; readonly upto: number },
): Promise<Looked> {
  // The response at which the page before ended may have more that waits.
  const after = Number.isFinite(place.item) ? place.ordinal - 1 : place.ordinal;
  const responses = await pageResponses(deps.db, form.key, { after, limit: STRETCH });
  const [first, last] = [responses[0], responses.at(-1)];
  if (first === undefined || last === undefined) return { waiting: [], last: null };
  const range = { from: first.ordinal, to: last.ordinal, upto };
  const ratings = Map.groupBy(await ratingsInRange(deps.db, form.key, range), nameOf);
  const rubrics = rubricsOf(form, input.item);
  const waiting = responses.flatMap((response) =>
    rubrics.flatMap(({ index, item, column }): Waiting[] => {
      if (response.ordinal === place.ordinal && index <= place.item) return [];
      const code = readCode(response.answers, column);
      if (code < AnswerCode.firstAnswer) return [];
      const { candidate, attempt, ordinal } = response;
      const own = ratings.get(nameOf({ ordinal, item: item.id })) ?? [];
      const state = stateOf(item, own, input.rater);
      const at = { ordinal, item: index };
      return state === null
        ? []
        : [{ shown: { candidate, attempt, ordinal, item: item.id, ...state }, code, place: at }];
    }),
  );
  return { waiting, last: responses.length < STRETCH ? null : last.ordinal };
}

/** null where nothing is to be done, or not by this rater. */
function stateOf(
  item: RubricItem,
  ratings: readonly StoredRating[],
  rater: string | null,
): Pick<PendingAnswer, "ratings" | "needed"> | null {
  const standing = standingRatings(item, ratings);
  if (isComplete(item, standing)) return null;
  if (rater !== null && standing.some(({ rating }) => rating.rater === rater)) return null;
  const needed = standing.length < 2 ? Math.min(2, mostRaters(item.doubleRating)) : 3;
  return { ratings: standing.length, needed };
}

function rubricsOf({ definition, layout }: Form, only: string | null) {
  return definition.items.flatMap((item, index) => {
    const column = layout.columns.find((one) => one.item === item.id);
    const isWanted = only === null || item.id === only;
    if (item.type !== "rubric" || column === undefined || !isWanted) return [];
    return [{ index, item, column }];
  });
}

/**
 * With the texts of the answers, as many as fit.
 *
 * @param last Where the page ends if they all do; null at the end of the list.
 */
async function pageOf(
  deps: Pick<Deps, "db">,
  { key }: Form,
  waiting: readonly Waiting[],
  last: Pick<Waiting, "place"> | null | undefined,
): Promise<PendingPage> {
  const pending: PendingAnswer[] = [];
  let characters = 0;
  while (pending.length < waiting.length) {
    if (characters > MOST_CHARACTERS) {
      return { pending, next: cursorAfter(waiting[pending.length - 1]) };
    }
    const some = waiting.slice(pending.length, pending.length + TEXTS);
    const items = some.map(({ shown: { item } }) => item);
    const texts = await findAnswers(deps.db, key, { items, codes: some.map(({ code }) => code) });
    for (const [index, { shown }] of some.entries()) {
      const text = texts[index] ?? "null";
      characters += text.length;
      pending.push({ ...shown, answer: parseAnswer(text) });
    }
  }
  return { pending, next: cursorAfter(last) };
}

function nameOf({ ordinal, item }: { readonly ordinal: number; readonly item: string }): string {
  return `${ordinal}/${item}`;
}

function cursorAfter(last: Pick<Waiting, "place"> | null | undefined): string | null {
  return last === null || last === undefined ? null : cursorText(last.place);
}

/** `-` where all of the response was looked at. */
function cursorText({ ordinal, item }: Place): string {
  return `${ordinal}~${Number.isFinite(item) ? item : "-"}`;
}

function placeIn(text: string): Place | null {
  const [, ordinal, item] = /^(\d{1,10})~(\d{1,4}|-)$/.exec(text) ?? [];
  if (ordinal === undefined || Number(ordinal) >= 2 ** 31) return null;
  return { ordinal: Number(ordinal), item: item === "-" ? Infinity : Number(item) };
}
