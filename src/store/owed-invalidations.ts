/**
 * What the cache must still be told.
 *
 * @module
 */

import { and, asc, count, eq, inArray, sql } from "drizzle-orm";

import type { Db } from "./db.ts";
import { assessments, owedInvalidations } from "./tables.ts";

export interface OwedInvalidation {
  readonly id: string;
  readonly tenant: number;
  /** The tenant's own id of the assessment. */
  readonly assessment: string;
}

/** The oldest first. */
export async function findOwedInvalidations(
  db: Db,
  limit: number,
): Promise<readonly OwedInvalidation[]> {
  return await db
    .select({
      id: owedInvalidations.id,
      tenant: assessments.tenant,
      assessment: assessments.id,
    })
    .from(owedInvalidations)
    .innerJoin(assessments, eq(assessments.key, owedInvalidations.assessment))
    .orderBy(asc(owedInvalidations.owedAt))
    .limit(limit);
}

/** How many there are, counted no further than `most`. */
export async function countOwedInvalidations(db: Db, most: number): Promise<number> {
  const some = db
    .select({ id: owedInvalidations.id })
    .from(owedInvalidations)
    .limit(most)
    .as("some");
  const [row] = await db.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/**
 * Strikes out what the cache has confirmed. Nobody waits until the disk has it:
 * what a crash brings back is told once more.
 */
export async function settleInvalidations(db: Db, ids: readonly string[]): Promise<void> {
  const settled = sql`(select set_config('synchronous_commit', 'off', true)) is not null`;
  await db.delete(owedInvalidations).where(and(inArray(owedInvalidations.id, [...ids]), settled));
}
