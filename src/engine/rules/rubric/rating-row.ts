/**
 * One row of submitted ratings, checked against the rubrics of a definition.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import {
  ATTEMPT_INVALID,
  CANDIDATE_INVALID,
  isAttempt,
  isCandidate,
} from "../../answers/identity.ts";
import type { RowFault } from "../../answers/row-fault.ts";
import { isStorableText } from "../../answers/storable-text.ts";
import type { Item } from "../../definition/definition.ts";
import { quote } from "../../definition/fault.ts";
import { isObject } from "../../definition/is-object.ts";

import type { RubricItem } from "./rubric-rule.ts";
import type { Rating } from "./standing-ratings.ts";

export interface RatingRow extends Rating {
  readonly line: number;
  readonly candidate: string;
  /** null is the highest that there is. */
  readonly attempt: number | null;
  readonly comment: string | null;
}

const MAX_RATER_LENGTH = 256;
const MAX_COMMENT_LENGTH = 10_000;

const FIELDS = ["candidate", "attempt", "item", "rater", "levels", "comment"] as const;
type Field = (typeof FIELDS)[number];
type Row = { readonly [field in Field]?: unknown };
type Words = Omit<RowFault, "line">;

/** @param items Of the newest definition, by id. Faults come in the order of the fields. */
export function readRatingRow(
  items: ReadonlyMap<string, Item>,
  line: number,
  value: unknown,
): Result<RatingRow, RowFault> {
  const read = isObject(value) ? readRow(items, value) : err(NOT_AN_OBJECT);
  return read.ok ? ok({ line, ...read.value }) : err({ line, ...read.error });
}

const NOT_AN_OBJECT: Words = {
  code: "row_not_an_object",
  path: "",
  message: "A rating is an object.",
};

function readRow(
  items: ReadonlyMap<string, Item>,
  row: Row,
): Result<Omit<RatingRow, "line">, Words> {
  const stranger = Object.keys(row).find((name) => !FIELDS.some((field) => field === name));
  if (stranger !== undefined) {
    const message = `A rating has only ${FIELDS.join(", ")}.`;
    return err({ code: "unknown_field", path: stranger.slice(0, 64), message });
  }
  const identity = readIdentity(row);
  if (!identity.ok) return identity;
  const item = rubricOf(items, row.item);
  if (!item.ok) return item;
  const { rater, comment = null } = row;
  if (!isStorableText(rater, MAX_RATER_LENGTH)) return err(RATER_INVALID);
  const levels = levelsText(item.value, row.levels);
  if (!levels.ok) return levels;
  if (comment !== null && !isStorableText(comment, MAX_COMMENT_LENGTH)) return err(COMMENT_INVALID);
  return ok({ ...identity.value, item: item.value.id, rater, levels: levels.value, comment });
}

function readIdentity(row: Row): Result<Pick<RatingRow, "candidate" | "attempt">, Words> {
  const { candidate, attempt = null } = row;
  if (!isCandidate(candidate)) return err(CANDIDATE_INVALID);
  if (attempt !== null && !isAttempt(attempt)) return err(ATTEMPT_INVALID);
  return ok({ candidate, attempt });
}

const RATER_INVALID: Words = {
  code: "rater_invalid",
  path: "rater",
  message: `A rater is text of 1 to ${MAX_RATER_LENGTH} characters with no NUL and no lone surrogate.`,
};

const COMMENT_INVALID: Words = {
  code: "comment_invalid",
  path: "comment",
  message: `A comment is text of 1 to ${MAX_COMMENT_LENGTH} characters with no NUL and no lone surrogate.`,
};

function rubricOf(items: ReadonlyMap<string, Item>, id: unknown): Result<RubricItem, Words> {
  if (id === undefined) return err(ITEM_MISSING);
  if (typeof id !== "string") return err(ITEM_NO_TEXT);
  const item = items.get(id);
  if (item?.type === "rubric") return ok(item);
  const name = quote(id);
  const message =
    item === undefined
      ? `The definition has no item ${name}.`
      : `Item ${name} is no rubric: its key scores it.`;
  return err({
    code: item === undefined ? "item_unknown" : "item_not_rated",
    path: "item",
    message,
  });
}

const ITEM_MISSING: Words = {
  code: "item_missing",
  path: "item",
  message: "The item must be given.",
};

const ITEM_NO_TEXT: Words = {
  code: "item_unknown",
  path: "item",
  message: "An item is the id of a rubric, as text.",
};

/** In the order of the criteria, so that the same is the same text however it was sent. */
function levelsText({ criteria }: RubricItem, value: unknown): Result<string, Words> {
  if (!isObject(value)) {
    const message = "Levels are an object with the level of each criterion.";
    return err({ code: "levels_invalid", path: "levels", message });
  }
  const known = new Set(criteria.map(({ id }) => id));
  const stranger = Object.keys(value).find((name) => !known.has(name));
  if (stranger !== undefined) {
    const message = `The rubric has no criterion ${quote(stranger)}.`;
    return err({ code: "criterion_unknown", path: `levels.${stranger.slice(0, 64)}`, message });
  }
  const levels: [string, string][] = [];
  for (const criterion of criteria) {
    // A criterion may have the name of something that every object has.
    const given = Object.hasOwn(value, criterion.id) ? value[criterion.id] : undefined;
    const level = criterion.levels.find(({ id }) => id === given);
    if (level === undefined) return err(levelFault(criterion, given));
    levels.push([criterion.id, level.id]);
  }
  return ok(JSON.stringify(Object.fromEntries(levels)));
}

function levelFault({ id, levels }: RubricItem["criteria"][number], given: unknown): Words {
  const path = `levels.${id}`;
  const names = levels.map((level) => level.id).slice(0, 20);
  const message = `The level is one of ${names.join(", ")}.`;
  return { code: given === undefined ? "level_missing" : "level_unknown", path, message };
}
