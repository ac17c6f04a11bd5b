/**
 * Results: what one revision makes of each response, computed once.
 *
 * @module
 */

import { type SQL, type SQLChunk, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type Db, rowOf, rowsOf } from "./db.ts";
import { numberList } from "./number-list.ts";
import { isUniqueViolation } from "./passing-fault.ts";

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

/**
 * Stores a batch in one statement; a result that is there already stays.
 * Not inside a transaction: a statement may fail on the way. And not with
 * `synchronous_commit` off: the run counts a batch as soon as this returns, and
 * a server that crashed after it would lose rows that the counts cover.
 *
 * `on conflict` makes inserting a third to a half slower, and a batch is nearly
 * always new, so it is asked for only where the plain insert finds a result.
 */
export async function insertResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  batch: ResultBatch,
): Promise<void> {
  const insert = insertOf(key, revision, batch);
  try {
    await db.execute(insert);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await db.execute(sql`${insert} on conflict do nothing`);
  }
}

function insertOf(key: AssessmentKey, revision: number, batch: ResultBatch): SQL {
  const { fromOrdinal, points, scales } = batch;
  const maxPoints = batch.maxPoints === null ? [] : [batch.maxPoints];
  const lists = [points, ...maxPoints, ...scales].map((list) => sql`${numberList(list)}::bigint[]`);
  const maxName = maxPoints.map(() => sql`max_points`);
  const scaleNames = scales.map((_, i) => sql.identifier(`scale_${i}`));
  const names = [sql`points`, ...maxName, ...scaleNames, sql`i`];

  return sql`
    insert into results (assessment, revision, ordinal, points, max_points, scales)
    select ${key}::int, ${revision}::int, ${fromOrdinal}::int + i::int - 1, points,
           ${maxName[0] ?? sql`null`}, ${scales.length === 0 ? sql`null` : sql`array[${commas(scaleNames)}]`}
    from unnest(${commas(lists)}) with ordinality as line(${commas(names)})`;
}

function commas(parts: readonly SQLChunk[]): SQL {
  return sql.join([...parts], sql`, `);
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
  /** JSON text, where it was asked for. */
  readonly attributes?: string | null;
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
  /** Whether to read what norm groups are chosen by. */
  readonly withAttributes?: boolean;
}

export async function pageResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  page: ResultPage,
): Promise<readonly StoredResult[]> {
  const { withAttributes = false } = page;
  const { where, order, pageOrder } = page.sort === "ordinal" ? byOrdinal(page) : byPoints(page);
  const scope = sql`${assessmentIs(key, page.sort)} and revision = ${revision}::int
    and ordinal <= ${page.upto}::int`;
  const parts = where.map(
    (part) => sql`(select ordinal, points, max_points, scales from results
                   where ${scope} and ${part} order by ${order} limit ${page.limit}::int)`,
  );
  return await rowsOf<StoredResult>(
    db,
    sql`select ${resultColumns}${attributesIf(withAttributes)}
        from (select * from (${sql.join(parts, sql` union all `)}) part
              order by ${pageOrder} limit ${page.limit}::int) result
        ${besideResponse(key, withAttributes)}
        order by ${pageOrder}`,
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
              where ${assessmentIs(key, "ordinal")} and revision = ${revision}::int
                and ordinal = ${ordinal}::int) result
        ${besideResponse(key, false)}`,
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
        where ${assessmentIs(key, "points")} and revision = ${revision}::int
          and points between ${ranks.lo}::bigint and ${ranks.hi}::bigint
          and ordinal <= ${ranks.upto}::int
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

function attributesIf(isAsked: boolean): SQL {
  return isAsked ? sql`, response.attributes` : sql``;
}

/** limit 1 keeps it one probe of the index a result, however the planner estimates. */
function besideResponse(key: AssessmentKey, withAttributes: boolean): SQL {
  return sql`cross join lateral (
    select candidate, attempt, answers, has_gaps${withAttributes ? sql`, attributes` : sql``} from responses
    where assessment = ${key}::int and ordinal = result.ordinal limit 1
  ) response`;
}

/** Written as the index that is in the wanted order has it: see tables.ts. */
function assessmentIs(key: AssessmentKey, sort: ResultPage["sort"]): SQL {
  return sort === "ordinal" ? sql`assessment = ${key}::int` : sql`-assessment = -${key}::int`;
}

interface PageScan {
  /** Each is one range of the index; a page is their first rows together. */
  readonly where: readonly SQL[];
  /** As the index has it, so that it need not be sorted. */
  readonly order: SQL;
  readonly pageOrder: SQL;
}

function byOrdinal({ after }: ResultPage): PageScan {
  const order = sql`ordinal`;
  return { where: [sql`ordinal > ${after?.ordinal ?? 0}::int`], order, pageOrder: order };
}

/** Results with points, then those without. */
function byPoints({ sort, after }: ResultPage): PageScan {
  const ascending = sort === "points";
  const where = ascending ? beyond(after, sql`>`) : beyond(after, sql`<`);
  return ascending
    ? { where, order: sql`points, ordinal`, pageOrder: sql`points nulls last, ordinal` }
    : {
        where,
        order: sql`points desc, ordinal desc`,
        pageOrder: sql`points desc nulls last, ordinal desc`,
      };
}

function beyond(after: ResultPage["after"], than: SQL): SQL[] {
  if (after === null) return [sql`points is not null`, sql`points is null`];
  if (after.points === null) return [sql`points is null and ordinal ${than} ${after.ordinal}::int`];
  return [
    sql`(points, ordinal) ${than} (${after.points}::bigint, ${after.ordinal}::int)`,
    sql`points is null`,
  ];
}
