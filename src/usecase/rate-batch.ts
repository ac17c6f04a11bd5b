/**
 * Puts what people decided into batches of responses.
 *
 * @module
 */

import { placeRatings, placeRatingsOf } from "#engine/scoring/place-ratings.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { ratingsInRange, ratingsOf, type StoredRating } from "#store/ratings.ts";

import type { Deps } from "./deps.ts";

/** Whose ratings, and up to which of them. */
export interface RatingSource {
  readonly key: AssessmentKey;
  readonly plan: Plan;
  /** Later ratings are left out. */
  readonly ratings: number;
}

/** A batch of consecutive ordinals, by the ratings that there were; one more query where the form has rubrics. */
export async function rateBatch(
  deps: Pick<Deps, "db">,
  { key, plan, ratings: upto }: RatingSource,
  batch: ResponseBatch,
): Promise<ResponseBatch> {
  if (plan.rated.length === 0) return batch;
  const { fromOrdinal: from, count } = batch;
  const ratings = await ratingsInRange(deps.db, key, { from, to: from + count - 1, upto });
  const placed = ratings.map((rating) => ({ ...rating, place: rating.ordinal - from }));
  return { ...batch, rows: placeRatings(plan, batch.rows, placed) };
}

interface RateableResult {
  readonly ordinal: number;
  readonly inputsVersion: number;
  readonly answers: Uint8Array;
}

/** Results beside rows that say what each of them went by. */
export async function rateResults<T extends RateableResult>(
  deps: Pick<Deps, "db">,
  { key, plan }: Omit<RatingSource, "ratings">,
  results: readonly T[],
): Promise<readonly T[]> {
  if (plan.rated.length === 0 || results.length === 0) return results;
  const upto = Math.max(...results.map(({ inputsVersion }) => inputsVersion));
  const ordinals = results.map(({ ordinal }) => ordinal);
  const ratings = Map.groupBy(await ratingsOf(deps.db, key, ordinals, upto), (r) => r.ordinal);
  return results.map((result) => {
    const known = ({ sequence }: StoredRating) => sequence <= result.inputsVersion;
    const own = (ratings.get(result.ordinal) ?? []).filter(known);
    return { ...result, answers: placeRatingsOf(plan, result.answers, own) };
  });
}
