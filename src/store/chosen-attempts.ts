/**
 * Which attempt of each candidate counts.
 *
 * The choice is asked of each response by itself: is it the one of its
 * candidate? That is one probe of an index a response, so a run of any length
 * is asked range by range.
 *
 * @module
 */

import { type SQL, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type Db, rowOf } from "./db.ts";

export interface AttemptChoice {
  /**
   * The lowest attempt number, the highest, or the most points: of equal ones
   * the lowest number, and one without points only where there is no other.
   */
  readonly attempts: "first" | "last" | "best";
  /** Later responses are left out. */
  readonly upto: number;
}

/** Ordinals from..to whose response counts, ascending. For `best`, their results are there. */
export async function chosenOrdinals(
  db: Db,
  key: AssessmentKey,
  revision: number,
  range: AttemptChoice & { readonly from: number; readonly to: number },
): Promise<readonly number[]> {
  const row = await rowOf<{ ordinals: readonly number[] }>(
    db,
    sql`select coalesce(json_agg(ordinal order by ordinal), '[]'::json) as ordinals
        from responses response
        where assessment = ${key}::int and ordinal between ${range.from}::int and ${range.to}::int
          and ${isChosen(key, revision, range)}`,
  );
  return row?.ordinals ?? [];
}

/** Of a row `response` of the table of responses. */
export function isChosen(key: AssessmentKey, revision: number, choice: AttemptChoice): SQL {
  const { attempts, upto } = choice;
  const own = sql`-other.assessment = -${key}::int and other.candidate = response.candidate
    and other.ordinal <= ${upto}::int`;
  if (attempts !== "best") {
    const order = attempts === "first" ? sql`other.attempt` : sql`other.attempt desc`;
    return sql`response.ordinal = (select other.ordinal from responses other
      where ${own} order by ${order} limit 1)`;
  }
  return sql`response.ordinal = (select other.ordinal from responses other
    cross join lateral (
      select points from results
      where assessment = ${key}::int and revision = ${revision}::int and ordinal = other.ordinal
      limit 1
    ) result
    where ${own} order by result.points desc nulls last, other.attempt limit 1)`;
}
