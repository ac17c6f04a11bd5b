/**
 * Assessments, found by their tenant's own id.
 *
 * @module
 */

import { and, asc, eq, gt, sql } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import { type Db, rowOf } from "./db.ts";
import { assessmentCounters, assessments } from "./tables.ts";

export interface AssessmentRecord {
  readonly key: AssessmentKey;
  readonly id: string;
  /** 0 before the first. */
  readonly newestRevision: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export async function findAssessment(
  db: Db,
  tenant: number,
  id: string,
): Promise<AssessmentRecord | null> {
  const [row] = await db
    .select(columns)
    .from(assessments)
    .where(and(eq(assessments.tenant, tenant), eq(assessments.id, id)));
  return row === undefined ? null : toRecord(row);
}

/** The tenant's own id of an assessment. */
export async function assessmentIdOf(db: Db, key: AssessmentKey): Promise<string> {
  const [row] = await db
    .select({ id: assessments.id })
    .from(assessments)
    .where(eq(assessments.key, key));
  if (row === undefined) throw new RangeError(`assessment ${key} is gone`);
  return row.id;
}

/** Makes an assessment and its counters; null when another request was first. */
export async function createAssessment(
  db: Db,
  tenant: number,
  id: string,
): Promise<AssessmentRecord | null> {
  const made = await rowOf<{ key: number }>(
    db,
    sql`with made as (
          insert into assessments (tenant, id) values (${tenant}::int, ${id}::text)
          on conflict (tenant, id) do nothing
          returning key
        ), counted as (
          insert into assessment_counters (assessment) select key from made
        )
        select key from made`,
  );
  return made === null ? null : await findAssessment(db, tenant, id);
}

export interface AssessmentListing extends AssessmentRecord {
  readonly responses: number;
}

/** A page of a tenant's assessments in the order of their ids, after one of them. */
export async function listAssessments(
  db: Db,
  tenant: number,
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly AssessmentListing[]> {
  const rows = await db
    .select({ ...columns, nextOrdinal: assessmentCounters.nextOrdinal })
    .from(assessments)
    .innerJoin(assessmentCounters, eq(assessmentCounters.assessment, assessments.key))
    .where(
      and(
        eq(assessments.tenant, tenant),
        page.after === null ? undefined : gt(assessments.id, page.after),
      ),
    )
    .orderBy(asc(assessments.id))
    .limit(page.limit);
  return rows.map(({ nextOrdinal, ...row }) => ({ ...toRecord(row), responses: nextOrdinal - 1 }));
}

const columns = {
  key: assessments.key,
  id: assessments.id,
  newestRevision: assessments.newestRevision,
  createdAt: assessments.createdAt,
};

function toRecord(
  row: Omit<AssessmentRecord, "createdAt"> & { createdAt: Date },
): AssessmentRecord {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
