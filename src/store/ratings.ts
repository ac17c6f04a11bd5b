/**
 * What people said of answers that are theirs to score, as scoring reads it.
 *
 * @module
 */

import { type SQL, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type Db, rowsOf } from "./db.ts";
import { numberList } from "./number-list.ts";

export interface StoredRating {
  /** Order of arrival, from 1. */
  readonly sequence: number;
  readonly ordinal: number;
  readonly item: string;
  readonly rater: string;
  /** JSON text: level by criterion. */
  readonly levels: string;
  readonly comment: string | null;
}

/** Ratings of the ordinals from..to up to one of them, in order of arrival for each answer. */
export async function ratingsInRange(
  db: Db,
  key: AssessmentKey,
  range: { readonly from: number; readonly to: number; readonly upto: number },
): Promise<readonly StoredRating[]> {
  const ordinals = sql`ordinal between ${range.from}::int and ${range.to}::int`;
  return await ratingsWhere(db, key, ordinals, range.upto);
}

/** The same of some ordinals. */
export async function ratingsOf(
  db: Db,
  key: AssessmentKey,
  ordinals: readonly number[],
  upto: number,
): Promise<readonly StoredRating[]> {
  const among = sql`ordinal = any(${numberList(ordinals)}::int[])`;
  return await ratingsWhere(db, key, among, upto);
}

async function ratingsWhere(
  db: Db,
  key: AssessmentKey,
  ordinals: SQL,
  upto: number,
): Promise<readonly StoredRating[]> {
  return await rowsOf<StoredRating>(
    db,
    sql`select sequence, ordinal, item, rater, levels, comment from ratings
        where -assessment = -${key}::int and ${ordinals} and sequence <= ${upto}::int
        order by ordinal, item, sequence`,
  );
}

/** A page of ratings, answer by answer, after one of them. */
export async function pageRatings(
  db: Db,
  key: AssessmentKey,
  page: {
    readonly after: Pick<StoredRating, "ordinal" | "item" | "sequence"> | null;
    readonly upto: number;
    readonly limit: number;
  },
): Promise<readonly StoredRating[]> {
  const { after, upto, limit } = page;
  const beyond =
    after === null
      ? sql``
      : sql`and (ordinal, item, sequence)
              > (${after.ordinal}::int, ${after.item}::text, ${after.sequence}::int)`;
  return await rowsOf<StoredRating>(
    db,
    sql`select sequence, ordinal, item, rater, levels, comment from ratings
        where -assessment = -${key}::int and sequence <= ${upto}::int ${beyond}
        order by ordinal, item, sequence
        limit ${limit}::int`,
  );
}

/** Which responses, up to an ordinal, have ratings after one of them up to another; ascending. */
export async function ratedOrdinals(
  db: Db,
  key: AssessmentKey,
  ratings: { readonly after: number; readonly upto: number; readonly throughOrdinal: number },
): Promise<readonly number[]> {
  const rows = await rowsOf<{ ordinal: number }>(
    db,
    sql`select distinct ordinal from ratings
        where assessment = ${key}::int
          and sequence > ${ratings.after}::int and sequence <= ${ratings.upto}::int
          and ordinal <= ${ratings.throughOrdinal}::int
        order by ordinal`,
  );
  return rows.map(({ ordinal }) => ordinal);
}
