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
 * So the same ratings count in every revision. Where the item cannot read one of
 * them, it and those after it are left out, and the answer waits: neither another
 * rater's nor what the rater took back takes its place. Only an older revision,
 * with fewer levels than the newest, meets such a rating, for no revision is taken
 * that could not read what is stored.
 *
 * @param ratings Of one answer, in order of arrival.
 */
export function standingRatings<T extends Rating>(
  item: RubricItem,
  ratings: readonly T[],
): StandingRating<T>[] {
  const last = new Map(ratings.map((rating) => [rating.rater, rating]));
  const counting = [...last.values()].slice(0, mostRaters(item.doubleRating));
  const read = counting.map((rating) => ({ rating, levels: JSON.parse(rating.levels) as Levels }));
  const unread = read.findIndex(({ levels }) => !isRatingOf(item, levels));
  return unread < 0 ? read : read.slice(0, unread);
}

/** Whether they are enough to give points. */
export function isComplete(item: RubricItem, standing: readonly StandingRating<Rating>[]): boolean {
  const each = standing.map(({ levels }) => pointsOfLevels(item, levels));
  return resolveRatings(item.doubleRating, each).points !== null;
}
