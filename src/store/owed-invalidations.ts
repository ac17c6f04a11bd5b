/**
 * What the cache must still be told.
 *
 * @module
 */

import { asc, count, eq, inArray } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Db } from "./db.ts";
import { assessments, owedInvalidations } from "./tables.ts";

/** Notes it, in the transaction of the write that it is owed for. */
export async function oweInvalidation(
  tx: Db,
  { id, assessment }: { readonly id: string; readonly assessment: AssessmentKey },
): Promise<void> {
  await tx.insert(owedInvalidations).values({ id, assessment }).onConflictDoNothing();
}

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

/** Strikes out what the cache has confirmed. */
export async function settleInvalidations(db: Db, ids: readonly string[]): Promise<void> {
  await db.delete(owedInvalidations).where(inArray(owedInvalidations.id, [...ids]));
}
