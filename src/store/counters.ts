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
    });
  if (row === undefined) throw new RangeError(`assessment ${key} has no counters`);
  return row;
}

/** How many responses are stored; ordinals run from 1 to it without gaps. */
export async function countResponses(db: Db, key: AssessmentKey): Promise<number> {
  const [row] = await db
    .select({ nextOrdinal: assessmentCounters.nextOrdinal })
    .from(assessmentCounters)
    .where(eq(assessmentCounters.assessment, key));
  return row === undefined ? 0 : row.nextOrdinal - 1;
}
