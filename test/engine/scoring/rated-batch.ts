import type { PlacedRating } from "#engine/scoring/place-ratings.ts";
import { placeRatings } from "#engine/scoring/place-ratings.ts";
import { type CountableBatch, countBatch } from "#engine/statistics/count-batch.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import { encodeBatch, type Form, scored } from "./encoded-batch.ts";

/** What a rater said of an item of the response at a place: levels by criterion. */
export type Said = readonly [place: number, item: string, rater: string, levels: object];

export function placed(said: readonly Said[]): PlacedRating[] {
  return said.map(([place, item, rater, levels]) => ({
    place,
    item,
    rater,
    levels: JSON.stringify(levels),
  }));
}

/** Responses with what raters said of them, scored. */
export function rated(
  form: Form,
  responses: readonly unknown[],
  said: readonly Said[],
  fromOrdinal = 1,
): CountableBatch {
  const batch = encodeBatch(form, responses, fromOrdinal);
  const rows = placeRatings(form.plan, batch.rows, placed(said));
  return scored(form, { ...batch, rows });
}

export function ratedTally(
  form: Form,
  responses: readonly unknown[],
  said: readonly Said[],
  fromOrdinal = 1,
): Tally {
  const tally = emptyTally(form.plan);
  countBatch(form.plan, tally, rated(form, responses, said, fromOrdinal));
  return tally;
}
