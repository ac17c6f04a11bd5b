/**
 * Puts into rows of answers what raters made of them: the code of a rubric's
 * answer becomes that of its points, or of an answer that waits for its ratings.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { readCode } from "../answers/decode-response.ts";
import { writeCode } from "../answers/write-code.ts";
import {
  isComplete,
  type Rating,
  type StandingRating,
  standingRatings,
} from "../rules/rubric/standing-ratings.ts";

import { levelCode } from "./level-code.ts";
import type { Plan, RatedItem } from "./plan.ts";

/** A rating and the response that it is of, by its place in a batch. */
export interface PlacedRating extends Rating {
  readonly place: number;
}

/** What raters said is remembered with its points up to so many times an item. */
const MOST_REMEMBERED = 65_536;

/**
 * The rows with what raters decided, in a copy; the rows themselves where
 * nothing of the form is rated. O(rows * rated items + ratings).
 *
 * @param rows Shape [count, plan.rowLength].
 * @param ratings Those of one answer in order of arrival.
 */
export function placeRatings(
  plan: Plan,
  rows: Uint8Array,
  ratings: readonly PlacedRating[],
): Uint8Array {
  if (plan.rated.length === 0) return rows;
  const placed = rows.slice();
  const byItem = Map.groupBy(ratings, ({ item }) => item);
  for (const rated of plan.rated) {
    const own = Map.groupBy(byItem.get(rated.item.id) ?? [], ({ place }) => place);
    for (let place = 0; (place + 1) * plan.rowLength <= rows.length; place++) {
      if (readCode(rows, rated, place * plan.rowLength) < AnswerCode.firstAnswer) continue;
      const code = ratedCode(plan, rated, own.get(place) ?? []);
      writeCode(placed, plan.rowLength, rated, place, code);
    }
  }
  return placed;
}

/** The same of one response, whose row may end in items that did not exist yet. */
export function placeRatingsOf(
  plan: Plan,
  row: Uint8Array,
  ratings: readonly Rating[],
): Uint8Array {
  if (plan.rated.length === 0) return row;
  const rows = new Uint8Array(plan.rowLength);
  rows.set(row.subarray(0, plan.rowLength));
  return placeRatings(
    plan,
    rows,
    ratings.map((rating) => ({ ...rating, place: 0 })),
  );
}

function ratedCode(plan: Plan, rated: RatedItem, ratings: readonly Rating[]): number {
  const standing = standingRatings(rated.item, ratings);
  const said = standing.map(({ rating }) => rating.levels).join("\n");
  const known = rated.codes.get(said);
  if (known !== undefined) return known;
  const code = codeOf(plan, rated, standing);
  if (rated.codes.size >= MOST_REMEMBERED) rated.codes.clear();
  rated.codes.set(said, code);
  return code;
}

function codeOf(
  plan: Plan,
  { item, compiled }: RatedItem,
  standing: readonly StandingRating<Rating>[],
): number {
  if (!isComplete(item, standing)) return AnswerCode.pending;
  plan.evaluations++;
  return levelCode(compiled, compiled.evaluate(standing.map(({ levels }) => levels)));
}
