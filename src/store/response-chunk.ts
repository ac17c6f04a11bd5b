/**
 * Responses on their way to Postgres.
 *
 * @module
 */

import { type SQL, sql } from "drizzle-orm";

import { numberList, truthList } from "./number-list.ts";

/** Responses as parallel arrays, one entry a response. */
export interface ResponseChunk {
  readonly count: number;
  readonly candidates: readonly string[];
  readonly attempts: readonly number[];
  /** RFC 3339, UTC. */
  readonly submittedAt: readonly (string | null)[];
  /** Canonical JSON text. */
  readonly attributes: readonly (string | null)[];
  /** Shape [count, rowLength], bytes. */
  readonly rows: Uint8Array;
  readonly rowLength: number;
  readonly hasGaps: readonly boolean[];
  /** The layout that the rows were encoded by. */
  readonly layoutVersion: number;
}

/**
 * The chunk as a table for a `from` clause: columns i (from 1), candidate,
 * attempt, submitted_at, attributes, has_gaps, answers. Four parameters,
 * whatever the number of rows: text as one JSON, row bytes as one bytea.
 */
export function linesOf(chunk: ResponseChunk): SQL {
  const width = sql`${chunk.rowLength}::int`;
  return sql`(
    select line.i::int as i, line.candidate, line.attempt, line.submitted_at::timestamptz as submitted_at,
           line.attributes, line.has_gaps,
           substring(chunk.rows from (line.i::int - 1) * ${width} + 1 for ${width}) as answers
    from (select ${textsOf(chunk)}::json as texts, ${chunk.rows}::bytea as rows) chunk, rows from (
      unnest(${numberList(chunk.attempts)}::smallint[]),
      unnest(${truthList(chunk.hasGaps)}::boolean[]),
      json_array_elements_text(chunk.texts -> 0),
      json_array_elements_text(chunk.texts -> 1),
      json_array_elements_text(chunk.texts -> 2)
    ) with ordinality as line(attempt, has_gaps, candidate, submitted_at, attributes, i)
  )`;
}

/** What most submissions leave out costs nothing: a list that ends early is read as nulls. */
function textsOf(chunk: ResponseChunk): string {
  const { candidates, submittedAt, attributes } = chunk;
  return JSON.stringify([candidates, withoutNulls(submittedAt), withoutNulls(attributes)]);
}

function withoutNulls(values: readonly (string | null)[]): readonly (string | null)[] {
  return values.some((value) => value !== null) ? values : [];
}

/** The rows at these places, in this order. */
export function pickRows(chunk: ResponseChunk, places: readonly number[]): ResponseChunk {
  const { rowLength } = chunk;
  const pick = <T>(values: readonly T[]) => places.map((place) => values[place] as T);
  const rows = new Uint8Array(places.length * rowLength);
  for (const [i, place] of places.entries()) {
    rows.set(chunk.rows.subarray(place * rowLength, (place + 1) * rowLength), i * rowLength);
  }
  return {
    ...chunk,
    count: places.length,
    candidates: pick(chunk.candidates),
    attempts: pick(chunk.attempts),
    submittedAt: pick(chunk.submittedAt),
    attributes: pick(chunk.attributes),
    hasGaps: pick(chunk.hasGaps),
    rows,
  };
}

/** The same rows under a layout that has grown: the new columns did not exist yet. */
export function widenRows(
  chunk: ResponseChunk,
  layout: { readonly version: number; readonly rowLength: number },
): ResponseChunk {
  const { version: layoutVersion, rowLength } = layout;
  if (rowLength === chunk.rowLength) return { ...chunk, layoutVersion };

  const rows = new Uint8Array(chunk.count * rowLength);
  for (let row = 0; row < chunk.count; row++) {
    const from = row * chunk.rowLength;
    rows.set(chunk.rows.subarray(from, from + chunk.rowLength), row * rowLength);
  }
  const hasGaps = chunk.hasGaps.map(() => true);
  return { ...chunk, rows, rowLength, layoutVersion, hasGaps };
}
