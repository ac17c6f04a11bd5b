/**
 * Results: what one revision makes of each response, computed once.
 *
 * @module
 */

import { type SQL, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type Db, rowOf, rowsOf } from "./db.ts";
import { numberList } from "./number-list.ts";

/** Results of consecutive ordinals as parallel arrays, in micropoints. */
export interface ResultBatch {
  readonly fromOrdinal: number;
  /** null where the revision could not read an answer. */
  readonly points: readonly (number | null)[];
  /** null where it is the definition's, or for the whole batch. */
  readonly maxPoints: readonly (number | null)[] | null;
  /** One array a scale, in the definition's order. */
  readonly scales: readonly (readonly (number | null)[])[];
}

/** Stores a batch in one statement; a result that is there already stays. */
export async function insertResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  batch: ResultBatch,
): Promise<void> {
  const lists = [
    batch.points,
    ...(batch.maxPoints === null ? [] : [batch.maxPoints]),
    ...batch.scales,
  ];
  const unnested = sql.join(
    lists.map((list) => sql`${numberList(list)}::bigint[]`),
    sql`, `,
  );
  const maxPoints = batch.maxPoints === null ? [] : [sql`max_points`];
  const scales = batch.scales.map((_, i) => sql.identifier(`scale_${i}`));
  const columns = sql.join([sql`points`, ...maxPoints, ...scales, sql`i`], sql`, `);

  await db.execute(
    sql`insert into results (assessment, revision, ordinal, points, max_points, scales)
        select ${key}::int, ${revision}::int, ${batch.fromOrdinal}::int + line.i::int - 1, line.points,
               ${batch.maxPoints === null ? sql`null` : sql`line.max_points`},
               ${scales.length === 0 ? sql`null` : sql`array[${sql.join(scales, sql`, `)}]`}
        from unnest(${unnested}) with ordinality as line(${columns})
        on conflict do nothing`,
  );
}

/** A result beside the response that it is of. Points in micropoints. */
export interface StoredResult {
  readonly ordinal: number;
  readonly candidate: string;
  readonly attempt: number;
  readonly points: number | null;
  readonly maxPoints: number | null;
  readonly scales: readonly (number | null)[];
  readonly answers: Uint8Array;
  readonly hasGaps: boolean;
}

export interface ResultPage {
  /**
   * In order of arrival, or of points; equal points in order of arrival for
   * `points` and against it for `-points`; results without points last in both.
   */
  readonly sort: "ordinal" | "points" | "-points";
  /** The last result of the page before. */
  readonly after: { readonly points: number | null; readonly ordinal: number } | null;
  readonly limit: number;
  /** Results of later responses are left out. */
  readonly upto: number;
}

export async function pageResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  page: ResultPage,
): Promise<readonly StoredResult[]> {
  const scope = scopeOf(key, revision, page.upto);
  const order = orderOf(page.sort);
  const parts = page.sort === "ordinal" ? [partByOrdinal(page)] : partsByPoints(page);
  const selected = parts.map(
    (part) => sql`(select ordinal, points, max_points, scales from results
                   where ${scope} and ${part} order by ${order} limit ${page.limit}::int)`,
  );
  return await rowsOf<StoredResult>(
    db,
    sql`select ${resultColumns}
        from (select * from (${sql.join(selected, sql` union all `)}) part
              order by ${order} nulls last limit ${page.limit}::int) result
        ${besideResponse(key)}
        order by ${order} nulls last`,
  );
}

export async function findResult(
  db: Db,
  key: AssessmentKey,
  revision: number,
  ordinal: number,
): Promise<StoredResult | null> {
  return await rowOf<StoredResult>(
    db,
    sql`select ${resultColumns}
        from (select ordinal, points, max_points, scales from results
              where ${scopeOf(key, revision, ordinal)} and ordinal = ${ordinal}::int) result
        ${besideResponse(key)}`,
  );
}

/**
 * The points at some ranks among the results between two points, ascending:
 * with a count of all below, the quantiles inside a bin.
 */
export async function pointsAtRanks(
  db: Db,
  key: AssessmentKey,
  revision: number,
  ranks: {
    /** Micropoints, inclusive. */
    readonly lo: number;
    readonly hi: number;
    readonly skip: number;
    readonly take: number;
    readonly upto: number;
  },
): Promise<readonly number[]> {
  const rows = await rowsOf<{ points: number }>(
    db,
    sql`select points::float8 as points from results
        where ${scopeOf(key, revision, ranks.upto)}
          and points between ${ranks.lo}::bigint and ${ranks.hi}::bigint
        order by results.points, ordinal
        offset ${ranks.skip}::bigint limit ${ranks.take}::bigint`,
  );
  return rows.map((row) => row.points);
}

/** float8 and json: both drivers read them as numbers, and micropoints stay below 2^53. */
const resultColumns = sql`result.ordinal, response.candidate, response.attempt,
  result.points::float8 as points, result.max_points::float8 as "maxPoints",
  coalesce(to_json(result.scales), '[]'::json) as scales,
  response.answers, response.has_gaps as "hasGaps"`;

/** limit 1 keeps it one probe of the index a result, however the planner estimates. */
function besideResponse(key: AssessmentKey): SQL {
  return sql`cross join lateral (
    select candidate, attempt, answers, has_gaps from responses
    where assessment = ${key}::int and ordinal = result.ordinal limit 1
  ) response`;
}

function scopeOf(key: AssessmentKey, revision: number, upto: number): SQL {
  return sql`assessment = ${key}::int and revision = ${revision}::int and ordinal <= ${upto}::int`;
}

function orderOf(sort: ResultPage["sort"]): SQL {
  if (sort === "ordinal") return sql`ordinal`;
  return sort === "points" ? sql`points, ordinal` : sql`points desc, ordinal desc`;
}

function partByOrdinal({ after }: ResultPage): SQL {
  return sql`ordinal > ${after?.ordinal ?? 0}::int`;
}

/** Results with points, then those without: each is one range of the index, the two together are not. */
function partsByPoints({ sort, after }: ResultPage): SQL[] {
  const beyond = sort === "points" ? sql`>` : sql`<`;
  if (after === null) return [sql`points is not null`, sql`points is null`];
  if (after.points === null) {
    return [sql`points is null and ordinal ${beyond} ${after.ordinal}::int`];
  }
  return [
    sql`(points, ordinal) ${beyond} (${after.points}::bigint, ${after.ordinal}::int)`,
    sql`points is null`,
  ];
}
