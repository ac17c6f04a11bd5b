/**
 * Storing what people said, in order of arrival.
 *
 * @module
 */

import { sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type Db, rowsOf } from "./db.ts";

/** Which response a rating is of. */
export interface ResponseName {
  readonly candidate: string;
  /** null is the highest. */
  readonly attempt: number | null;
}

export interface NamedResponse {
  readonly ordinal: number;
  /** Answer codes. */
  readonly answers: Uint8Array;
}

/** The responses of these names, in their order; null where there is none. One index probe each. */
export async function findNamedResponses(
  db: Db,
  key: AssessmentKey,
  names: readonly ResponseName[],
): Promise<readonly (NamedResponse | null)[]> {
  const asked = JSON.stringify(names.map(({ candidate, attempt }) => [candidate, attempt]));
  const found = await rowsOf<NamedResponse & { place: number }>(
    db,
    sql`select line.place, response.ordinal, response.answers
        from (select ordinality::int - 1 as place, value ->> 0 as candidate,
                     (value ->> 1)::smallint as attempt
              from json_array_elements(${asked}::json) with ordinality) line
        cross join lateral (
          select ordinal, answers from responses
          where -assessment = -${key}::int and candidate = line.candidate
            and (line.attempt is null or attempt = line.attempt)
          order by attempt desc
          limit 1
        ) response`,
  );
  const byPlace = new Map(found.map(({ place, ...response }) => [place, response]));
  return names.map((_, place) => byPlace.get(place) ?? null);
}

export interface NewRating {
  readonly ordinal: number;
  readonly item: string;
  readonly rater: string;
  /** JSON text: level by criterion. */
  readonly levels: string;
  readonly comment: string | null;
}

/**
 * Numbers ratings on from the last and stores them. Under the assessment's lock
 * (see `lockAssessment`): all up to the last are then committed, whoever looks.
 */
export async function insertRatings(
  tx: Db,
  key: AssessmentKey,
  ratings: readonly NewRating[],
): Promise<void> {
  if (ratings.length === 0) return;
  const lines = JSON.stringify(
    ratings.map(({ ordinal, item, rater, levels, comment }) => {
      return [ordinal, item, rater, levels, comment];
    }),
  );
  await tx.execute(sql`
    with counter as (
      update assessment_counters set next_rating = next_rating + ${ratings.length}::int
      where assessment = ${key}::int
      returning next_rating - ${ratings.length}::int - 1 as before
    )
    insert into ratings (assessment, sequence, ordinal, item, rater, levels, comment)
    select ${key}::int, counter.before + ordinality::int, (value ->> 0)::int, value ->> 1,
           value ->> 2, value ->> 3, value ->> 4
    from counter, json_array_elements(${lines}::json) with ordinality`);
}

/** Each distinct text of levels that was ever given to an item. */
export async function levelsOfItem(
  db: Db,
  key: AssessmentKey,
  item: string,
): Promise<readonly string[]> {
  const rows = await rowsOf<{ levels: string }>(
    db,
    sql`select distinct levels from ratings
        where assessment::bigint = ${key}::bigint and item = ${item}::text`,
  );
  return rows.map(({ levels }) => levels);
}
