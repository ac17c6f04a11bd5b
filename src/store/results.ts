/**
 * Results: what one revision makes of each response, computed once.
 *
 * @module
 */

import { type SQL, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type AttemptChoice, isChosen } from "./chosen-attempts.ts";
import { type Db, rowOf, rowsOf } from "./db.ts";

/** A result beside the response that it is of. Points in micropoints. */
export interface StoredResult {
  readonly ordinal: number;
  readonly candidate: string;
  readonly attempt: number;
  readonly points: number | null;
  readonly maxPoints: number | null;
  readonly scales: readonly (number | null)[];
  /** Of each entry of the definition's `irt`, where they were asked for; null where none are stored. */
  readonly thetas?: readonly (number | null)[] | null;
  readonly thetaSes?: readonly (number | null)[] | null;
  readonly thetaReasons?: readonly number[] | null;
  /** The last rating that it goes by. */
  readonly inputsVersion: number;
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
  /** Whether to read abilities. */
  readonly withThetas?: boolean;
}

/** The greatest that any of them goes by; 0 where there are none. O(results). */
export async function lastRatingOfResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  upto: number,
): Promise<number> {
  const row = await rowOf<{ last: number }>(
    db,
    sql`select coalesce(max(inputs_version), 0) as last from results
        where assessment = ${key}::int and revision = ${revision}::int and ordinal <= ${upto}::int`,
  );
  return row?.last ?? 0;
}

export async function pageResults(
  db: Db,
  key: AssessmentKey,
  revision: number,
  page: ResultPage,
): Promise<readonly StoredResult[]> {
  const { withAttributes = false, withThetas = false } = page;
  const { where, order, pageOrder } = page.sort === "ordinal" ? byOrdinal(page) : byPoints(page);
  const scope = sql`${assessmentIs(key, page.sort)} and revision = ${revision}::int
    and ordinal <= ${page.upto}::int`;
  const parts = where.map(
    (part) => sql`(select ${storedColumns(withThetas)} from results
                   where ${scope} and ${part} order by ${order} limit ${page.limit}::int)`,
  );
  return await rowsOf<StoredResult>(
    db,
    sql`select ${resultColumns}${thetasIf(withThetas)}${attributesIf(withAttributes)}
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
  withThetas = false,
): Promise<StoredResult | null> {
  return await rowOf<StoredResult>(
    db,
    sql`select ${resultColumns}${thetasIf(withThetas)}
        from (select ${storedColumns(withThetas)} from results
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
    /** Only results of attempts that count; all of them where it is null. */
    readonly attempts: AttemptChoice["attempts"] | null;
  },
): Promise<readonly number[]> {
  const { attempts, upto } = ranks;
  const rows = await rowsOf<{ points: number }>(
    db,
    sql`select points::float8 as points from results
        where ${assessmentIs(key, "points")} and revision = ${revision}::int
          and points between ${ranks.lo}::bigint and ${ranks.hi}::bigint
          and ordinal <= ${upto}::int and not provisional
          ${attempts === null ? sql`` : ofChosen(key, revision, { attempts, upto })}
        order by results.points, ordinal
        offset ${ranks.skip}::bigint limit ${ranks.take}::bigint`,
  );
  return rows.map((row) => row.points);
}

/** limit 1 for the reason that `besideResponse` has. */
function ofChosen(key: AssessmentKey, revision: number, choice: AttemptChoice): SQL {
  return sql`and (select ${isChosen(key, revision, choice)} from responses response
    where assessment = ${key}::int and response.ordinal = results.ordinal limit 1)`;
}

/** float8 and json: both drivers read them as numbers, and micropoints stay below 2^53. */
const resultColumns = sql`result.ordinal, response.candidate, response.attempt,
  result.points::float8 as points, result.max_points::float8 as "maxPoints",
  coalesce(to_json(result.scales), '[]'::json) as scales,
  result.inputs_version as "inputsVersion",
  response.answers, response.has_gaps as "hasGaps"`;

function storedColumns(withThetas: boolean): SQL {
  const columns = sql`ordinal, points, max_points, scales, inputs_version`;
  return withThetas ? sql`${columns}, thetas, theta_ses, theta_reasons` : columns;
}

/** As json, which writes doubles as shortly as they can be read back to the bit. */
function thetasIf(isAsked: boolean): SQL {
  return isAsked
    ? sql`, to_json(result.thetas) as thetas, to_json(result.theta_ses) as "thetaSes",
          to_json(result.theta_reasons) as "thetaReasons"`
    : sql``;
}

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
