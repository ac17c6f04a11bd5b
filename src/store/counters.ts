/**
 * The counter row of an assessment, whose lock orders all who write to it.
 *
 * @module
 */

import { eq, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Db } from "./db.ts";
import { assessmentCounters } from "./tables.ts";

export interface Counters {
  /** The ordinal that the next response gets; the first is 1. */
  readonly nextOrdinal: number;
  readonly layoutVersion: number;
  /** The sequence that the next rating gets; the first is 1. */
  readonly nextRating: number;
}

/**
 * Holds the assessment until the transaction ends, and reads its counters.
 *
 * What the lock protects must be read in a later statement: this one's snapshot
 * is older than the lock.
 */
export async function lockAssessment(tx: Db, key: AssessmentKey): Promise<Counters> {
  const [row] = await tx
    .update(assessmentCounters)
    .set({ nextOrdinal: sql`${assessmentCounters.nextOrdinal}` })
    .where(eq(assessmentCounters.assessment, key))
    .returning({
      nextOrdinal: assessmentCounters.nextOrdinal,
      layoutVersion: assessmentCounters.layoutVersion,
      nextRating: assessmentCounters.nextRating,
    });
  if (row === undefined) throw new RangeError(`assessment ${key} has no counters`);
  return row;
}

/** How many responses are stored; ordinals run from 1 to it without gaps. */
export async function countResponses(db: Db, key: AssessmentKey): Promise<number> {
  return (await readWatermark(db, key)).responses;
}

/** What is stored by now; both are numbered from 1 without gaps. */
export interface Watermark {
  readonly responses: number;
  readonly ratings: number;
}

export async function readWatermark(db: Db, key: AssessmentKey): Promise<Watermark> {
  const { nextOrdinal, nextRating } = assessmentCounters;
  const [row] = await db
    .select({ nextOrdinal, nextRating })
    .from(assessmentCounters)
    .where(eq(assessmentCounters.assessment, key));
  const { nextOrdinal: ordinal, nextRating: rating } = row ?? { nextOrdinal: 1, nextRating: 1 };
  return { responses: ordinal - 1, ratings: rating - 1 };
}
