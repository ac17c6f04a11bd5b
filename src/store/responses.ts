/**
 * Responses: stored once each, numbered without gaps, read back in batches.
 *
 * @module
 */

import { type SQL, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type Db, rowOf, rowsOf } from "./db.ts";
import { instantText } from "./instant-text.ts";
import { numberList } from "./number-list.ts";

export interface BatchRows {
  readonly count: number;
  readonly rowLength: number;
  /** Shape [count, rowLength], bytes. */
  readonly rows: Uint8Array;
  /** Whether any of them has gaps. */
  readonly hasGaps: boolean;
  /** JSON text, one a response, where they were asked for. */
  readonly attributes?: readonly (string | null)[];
}

/**
 * The rows of ordinals from..to in one value: one row to fetch instead of
 * thousands.
 *
 * @returns null where rows differ in length or are missing: ask `readBatchByRow`.
 */
export async function readBatch(
  db: Db,
  key: AssessmentKey,
  from: number,
  to: number,
  withAttributes = false,
): Promise<BatchRows | null> {
  const batch = await rowOf<{
    count: number;
    shortest: number | null;
    longest: number | null;
    has_gaps: boolean | null;
    rows: Uint8Array | null;
    attributes?: (string | null)[];
  }>(
    db,
    sql`select count(*)::int as count, min(length(answers)) as shortest, max(length(answers)) as longest,
               bool_or(has_gaps) as has_gaps, string_agg(answers, ''::bytea order by ordinal) as rows
               ${withAttributes ? sql`, json_agg(attributes order by ordinal) as attributes` : sql``}
        from responses
        where assessment = ${key}::int and ordinal between ${from}::int and ${to}::int`,
  );
  if (batch === null || batch.rows === null || batch.longest === null) return null;
  if (batch.count !== to - from + 1 || batch.shortest !== batch.longest) return null;
  return {
    count: batch.count,
    rowLength: batch.longest,
    rows: batch.rows,
    hasGaps: batch.has_gaps === true,
    ...(batch.attributes === undefined ? {} : { attributes: batch.attributes }),
  };
}

/**
 * The rows of ordinals from..to, fetched one by one; shorter ones end in zeros:
 * the columns they lack did not exist.
 */
export async function readBatchByRow(
  db: Db,
  key: AssessmentKey,
  range: { readonly from: number; readonly to: number },
  rowLength: number,
  withAttributes = false,
): Promise<BatchRows> {
  const ordinals = sql`ordinal between ${range.from}::int and ${range.to}::int`;
  return await readRows(db, key, ordinals, { rowLength, withAttributes });
}

/** The rows of some ordinals, ascending; as `readBatchByRow`. */
export async function readBatchAt(
  db: Db,
  key: AssessmentKey,
  ordinals: readonly number[],
  shape: RowShape,
): Promise<BatchRows> {
  return await readRows(db, key, sql`ordinal = any(${numberList(ordinals)}::int[])`, shape);
}

interface RowShape {
  readonly rowLength: number;
  readonly withAttributes: boolean;
}

async function readRows(
  db: Db,
  key: AssessmentKey,
  ordinals: SQL,
  { rowLength, withAttributes }: RowShape,
): Promise<BatchRows> {
  const stored = await rowsOf<{
    answers: Uint8Array;
    has_gaps: boolean;
    attributes?: string | null;
  }>(
    db,
    sql`select answers, has_gaps${withAttributes ? sql`, attributes` : sql``} from responses
        where assessment = ${key}::int and ${ordinals}
        order by ordinal`,
  );
  const rows = new Uint8Array(stored.length * rowLength);
  for (const [i, row] of stored.entries())
    rows.set(row.answers.subarray(0, rowLength), i * rowLength);
  const hasGaps = stored.some((row) => row.has_gaps || row.answers.length < rowLength);
  const read = { count: stored.length, rowLength, rows, hasGaps };
  if (!withAttributes) return read;
  return { ...read, attributes: stored.map(({ attributes }) => attributes ?? null) };
}

export interface StoredResponse {
  readonly ordinal: number;
  readonly candidate: string;
  readonly attempt: number;
  /** RFC 3339, UTC. */
  readonly submittedAt: string | null;
  /** Canonical JSON text. */
  readonly attributes: string | null;
  readonly answers: Uint8Array;
  readonly hasGaps: boolean;
}

/** A page of responses in order of arrival, after an ordinal. */
export async function pageResponses(
  db: Db,
  key: AssessmentKey,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly Pick<StoredResponse, "ordinal" | "candidate" | "attempt" | "answers">[]> {
  return await rowsOf(
    db,
    sql`select ordinal, candidate, attempt, answers from responses
        where assessment = ${key}::int and ordinal > ${page.after}::int
        order by ordinal
        limit ${page.limit}::int`,
  );
}

/** A candidate's response; of the highest attempt where none is named. */
export async function findResponse(
  db: Db,
  key: AssessmentKey,
  candidate: string,
  attempt: number | null,
): Promise<StoredResponse | null> {
  return await rowOf<StoredResponse>(
    db,
    sql`select ordinal, candidate, attempt, ${instantText(sql`submitted_at`)} as "submittedAt",
               attributes, answers, has_gaps as "hasGaps"
        from responses
        where -assessment = -${key}::int and candidate = ${candidate}::text
          ${attempt === null ? sql`` : sql`and attempt = ${attempt}::smallint`}
        order by attempt desc
        limit 1`,
  );
}
