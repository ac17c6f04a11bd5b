/**
 * An answer that people read and judge: of each criterion, the level that a
 * rater finds in it.
 *
 *     points of one rating = Σ points of its levels
 *
 * What two raters come to is in `resolve-ratings.ts`. The maximum is the sum of
 * the largest levels.
 *
 * What this rule takes for the answer is the list of its ratings, one a rater,
 * each `{ criterion: level }`: what the candidate wrote does not matter to it.
 *
 * Also known as "analytic rubric" (Moodle, Canvas), "marking scheme", and in
 * QTI as an `extendedTextInteraction` that is scored externally.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { Identifier } from "../../definition/identifier.ts";
import { limitedFields, Option, Title } from "../../definition/item-fields.ts";
import { exact, Points, PositivePoints } from "../../definition/quantity.ts";
import { repeatedNames } from "../../definition/repeated-names.ts";
import { add, fractionText, type Rational, ZERO } from "../../numbers/rational.ts";
import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

import { resolveRatings } from "./resolve-ratings.ts";
import { meansOfTwo, rubricSums } from "./rubric-sums.ts";

const MOST_CRITERIA = 50;
const MOST_LEVELS = 100;

const Level = v.strictObject({ id: Option, title: v.exactOptional(Title), points: Points });

const Criterion = v.strictObject({
  id: Identifier,
  title: v.exactOptional(Title),
  /** From the lowest to the highest: neighbours are what adjacent agreement is about. */
  levels: v.pipe(
    v.array(Level),
    v.minLength(2, coded("too_few_levels", "must have at least 2 levels")),
    v.maxLength(MOST_LEVELS, coded("too_many_levels", `must have at most ${MOST_LEVELS} levels`)),
  ),
});

const RubricItem = v.strictObject({
  ...limitedFields,
  type: v.literal("rubric"),
  criteria: v.pipe(
    v.array(Criterion),
    v.minLength(1, coded("criteria_empty", "must have at least one criterion")),
    v.maxLength(
      MOST_CRITERIA,
      coded("too_many_criteria", `must have at most ${MOST_CRITERIA} criteria`),
    ),
  ),
  /** Every answer needs two ratings, and this is how they become one. */
  doubleRating: v.exactOptional(
    v.union(
      [v.picklist(["mean", "max", "first"]), v.strictObject({ third_if_apart: PositivePoints })],
      coded(
        "wrong_type",
        'must be "mean", "max", "first" or an object such as {"third_if_apart":2}',
      ),
    ),
  ),
});
export type RubricItem = v.InferOutput<typeof RubricItem>;

const namesAreDistinct: Check<RubricItem> = {
  reads: ["criteria"],
  faults: ({ criteria }) => [
    ...repeatedNames("criteria", criteria, "id"),
    ...criteria.flatMap(({ levels }, place) =>
      repeatedNames(`criteria.${place}.levels`, levels, "id"),
    ),
  ],
};

/** Scoring counts responses by points, so an item must not have millions of them. */
const sumsAreFew: Check<RubricItem> = {
  reads: ["criteria", "doubleRating"],
  faults: (item) => {
    if (reachable(item) !== null) return [];
    const message = "too many different sums of points are possible; use rounder points";
    return [{ code: "too_many_sums", path: "criteria", message }];
  },
};

const checks: readonly Check<RubricItem>[] = [namesAreDistinct, sumsAreFew];

export const rubricRule = {
  Item: RubricItem,
  checks,
  formula(item: RubricItem): Formula {
    const values = reachable(item);
    if (values === null) throw new RangeError(`too many sums of levels: ${item.id}`);
    const resolve = (answer: Answer) => {
      const each = ratingsIn(answer).map((levels) => pointsOfLevels(item, levels));
      const resolved = resolveRatings(item.doubleRating, each);
      if (resolved.points === null) throw impossibleAnswer(answer);
      return { each, points: resolved.points, used: resolved.used };
    };
    return {
      values,
      points: (answer) => resolve(answer).points,
      reading: (answer) => {
        const { each, used } = resolve(answer);
        return {
          normal: ratingsIn(answer),
          evidence: { points: each.map(fractionText), used: [...used] },
        };
      },
    };
  },
};

/** What a rater found: level by criterion. */
export type Levels = Readonly<Record<string, string>>;

function reachable(item: RubricItem): Rational[] | null {
  const sums = rubricSums(
    item.criteria.map(({ levels }) => levels.map(({ points }) => exact(points))),
  );
  const { doubleRating } = item;
  const isHalved = doubleRating === "mean" || typeof doubleRating === "object";
  return sums !== null && isHalved ? meansOfTwo(sums) : sums;
}

/** @throws RangeError for levels that the rubric does not have. */
export function pointsOfLevels({ criteria }: RubricItem, levels: Levels): Rational {
  return criteria.reduce((sum, criterion) => {
    const level = criterion.levels.find(({ id }) => id === levels[criterion.id]);
    if (level === undefined) throw impossibleAnswer(levels);
    return add(sum, exact(level.points));
  }, ZERO);
}

function ratingsIn(answer: Answer): readonly Levels[] {
  if (!Array.isArray(answer)) throw impossibleAnswer(answer);
  return answer as readonly Levels[];
}

/** Whether a rating gives every criterion one of its levels, and nothing else. */
export function isRatingOf({ criteria }: RubricItem, rating: Levels): boolean {
  return (
    Object.keys(rating).length === criteria.length &&
    criteria.every(
      ({ id, levels }) =>
        Object.hasOwn(rating, id) && levels.some((level) => level.id === rating[id]),
    )
  );
}
