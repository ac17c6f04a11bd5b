/**
 * Storing responses once each, however often and from wherever they are sent.
 *
 * @module
 */

import { sql } from "drizzle-orm";

import type { Layout } from "#engine/answers/layout.ts";

import type { AssessmentKey } from "./assessment-key.ts";
import { lockAssessment } from "./counters.ts";
import { type Db, rowOf, rowsOf } from "./db.ts";
import { readLayout } from "./layouts.ts";
import { isUniqueViolation } from "./passing-fault.ts";
import { linesOf, pickRows, type ResponseChunk, widenRows } from "./response-chunk.ts";
import { sameAnswers } from "./same-answers.ts";
import { transaction } from "./transaction.ts";

/** A conflict: the candidate's attempt is there already, with other content. */
export type Outcome = "accepted" | "duplicate" | "conflict";

/**
 * Stores a chunk of responses, all or none of the new ones: sending it again is
 * safe. Not inside a transaction: it makes its own.
 *
 * First all are stored as if all were new, in one statement. Only where that
 * fails are they compared with what is there.
 *
 * @returns One outcome a response, in the chunk's order.
 */
export async function insertResponses(
  db: Db,
  key: AssessmentKey,
  chunk: ResponseChunk,
): Promise<readonly Outcome[]> {
  if (chunk.count === 0) return [];
  if (await storeIfAllNew(db, key, chunk)) return chunk.candidates.map(() => "accepted");
  return await transaction(db, (tx) => storeNewOnes(tx, key, chunk));
}

async function storeIfAllNew(db: Db, key: AssessmentKey, chunk: ResponseChunk): Promise<boolean> {
  try {
    return await store(db, key, chunk);
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

async function storeNewOnes(tx: Db, key: AssessmentKey, sent: ResponseChunk): Promise<Outcome[]> {
  await lockAssessment(tx, key);
  const layout = await readLayout(tx, key);
  if (layout === null) throw new RangeError(`assessment ${key} has responses but no layout`);

  const chunk = widenRows(sent, layout);
  const outcomes = compareWithin(
    chunk,
    layout,
    await compareWithStored(tx, key, { chunk, layout }),
  );
  const places = [...outcomes.keys()].filter((place) => outcomes[place] === "accepted");
  if (places.length > 0) await store(tx, key, pickRows(chunk, places));
  return outcomes;
}

/**
 * Takes the assessment's lock, numbers the responses and stores them, or does
 * nothing when the layout has moved on. Fails as a whole where a candidate's
 * attempt is there already.
 *
 * One statement is safe although its snapshot is older than its lock: what it
 * depends on is the counter row, read anew once it is locked, and the index.
 *
 * @returns Whether the layout was still the chunk's and the responses are stored.
 */
async function store(db: Db, key: AssessmentKey, chunk: ResponseChunk): Promise<boolean> {
  const counted = await rowOf<{ before: number }>(
    db,
    sql`with counter as (
          update assessment_counters set next_ordinal = next_ordinal + ${chunk.count}::int
          where assessment = ${key}::int and layout_version = ${chunk.layoutVersion}::int
          returning next_ordinal - ${chunk.count}::int - 1 as before
        ), stored as (
          insert into responses
            (assessment, ordinal, submitted_at, attempt, has_gaps, candidate, answers, attributes)
          select ${key}::int, counter.before + line.i, line.submitted_at, line.attempt,
                 line.has_gaps, line.candidate, line.answers, line.attributes
          from counter, ${linesOf(chunk)} line
        )
        select before from counter`,
  );
  return counted !== null;
}

/**
 * What the stored responses make of each one sent; "accepted" where there is
 * none. Must be a later statement than the one that took the lock.
 */
async function compareWithStored(
  tx: Db,
  key: AssessmentKey,
  sent: { readonly chunk: ResponseChunk; readonly layout: Layout },
): Promise<Outcome[]> {
  const { chunk, layout } = sent;
  // limit 1 keeps the lateral query a probe of the index; without it the planner may scan.
  const stored = await rowsOf<{ place: number; same: boolean; answers: Uint8Array | null }>(
    tx,
    sql`select line.i - 1 as place,
               (line.submitted_at is null or line.submitted_at is not distinct from stored.submitted_at)
                 and line.attributes is not distinct from stored.attributes as same,
               case when stored.answers <> line.answers then stored.answers end as answers
        from ${linesOf(chunk)} line cross join lateral (
          select answers, submitted_at, attributes from responses
          where -assessment = -${key}::int and candidate = line.candidate and attempt = line.attempt
          limit 1
        ) stored`,
  );
  const outcomes: Outcome[] = chunk.candidates.map(() => "accepted");
  for (const { place, same, answers } of stored) {
    const sameContent =
      same && (answers === null || sameAnswers(layout, answers, rowAt(chunk, place)));
    outcomes[place] = sameContent ? "duplicate" : "conflict";
  }
  return outcomes;
}

/** Where a chunk holds a candidate's attempt twice, the first is stored and the others compared with it. */
function compareWithin(
  chunk: ResponseChunk,
  layout: Layout,
  outcomes: readonly Outcome[],
): Outcome[] {
  const firsts = new Map<string, number>();
  return outcomes.map((outcome, place) => {
    if (outcome !== "accepted") return outcome;
    const name = `${chunk.attempts[place]} ${chunk.candidates[place]}`;
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, place);
      return "accepted";
    }
    return sameResponse(chunk, layout, [first, place]) ? "duplicate" : "conflict";
  });
}

function sameResponse(
  chunk: ResponseChunk,
  layout: Layout,
  [first, later]: readonly [number, number],
): boolean {
  const { submittedAt, attributes } = chunk;
  const sameTime = submittedAt[later] === null || submittedAt[later] === submittedAt[first];
  if (!sameTime || attributes[later] !== attributes[first]) return false;
  return sameAnswers(layout, rowAt(chunk, first), rowAt(chunk, later));
}

function rowAt(chunk: ResponseChunk, place: number): Uint8Array {
  return chunk.rows.subarray(place * chunk.rowLength, (place + 1) * chunk.rowLength);
}
