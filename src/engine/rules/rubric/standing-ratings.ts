/**
 * Of all that raters said of one answer, what counts.
 *
 * @module
 */

import { mostRaters, resolveRatings } from "./resolve-ratings.ts";
import { isRatingOf, type Levels, pointsOfLevels, type RubricItem } from "./rubric-rule.ts";

/** What one rater found in one answer. */
export interface Rating {
  readonly item: string;
  readonly rater: string;
  /** JSON text of `Levels`. */
  readonly levels: string;
  /** To the candidate or to other raters. */
  readonly comment?: string | null;
}

/** A rating that counts. */
export interface StandingRating<T extends Rating> {
  readonly rating: T;
  readonly levels: Levels;
}

/**
 * A rater's later rating takes the place of the earlier one. Raters come in the
 * order of their first, and no more of them than the item asks for.
 *
 * A rating that the item cannot read is left out; so long as a stored one would
 * be, no revision is taken, so that is the rule for a rater who was faster.
 *
 * @param ratings Of one answer, in order of arrival.
 */
export function standingRatings<T extends Rating>(
  item: RubricItem,
  ratings: readonly T[],
): StandingRating<T>[] {
  const standing = new Map<string, StandingRating<T>>();
  for (const rating of ratings) {
    const levels = JSON.parse(rating.levels) as Levels;
    if (isRatingOf(item, levels)) standing.set(rating.rater, { rating, levels });
  }
  return [...standing.values()].slice(0, mostRaters(item.doubleRating));
}

/** Whether they are enough to give points. */
export function isComplete(item: RubricItem, standing: readonly StandingRating<Rating>[]): boolean {
  const each = standing.map(({ levels }) => pointsOfLevels(item, levels));
  return resolveRatings(item.doubleRating, each).points !== null;
}
