/**
 * Revisions: what an assessment was defined as, for ever.
 *
 * @module
 */

import { and, desc, eq } from "drizzle-orm";

import type { Definition } from "#engine/definition/definition.ts";
import { err, ok, type Result } from "#result";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Db } from "./db.ts";
import { assessments, revisions } from "./tables.ts";

export interface Revision {
  readonly number: number;
  /** Of the parsed definition, in hex. */
  readonly hash: string;
  readonly definition: Definition;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export async function findRevision(
  db: Db,
  key: AssessmentKey,
  number: number,
): Promise<Revision | null> {
  const [row] = await db
    .select(revisionColumns)
    .from(revisions)
    .where(and(eq(revisions.assessment, key), eq(revisions.number, number)));
  return row === undefined ? null : toRevision(row);
}

export async function findNewestRevision(db: Db, key: AssessmentKey): Promise<Revision | null> {
  const [row] = await db
    .select(revisionColumns)
    .from(revisions)
    .where(eq(revisions.assessment, key))
    .orderBy(desc(revisions.number))
    .limit(1);
  return row === undefined ? null : toRevision(row);
}

/** 0 where there is none yet. */
export async function newestRevisionNumber(db: Db, key: AssessmentKey): Promise<number> {
  const [row] = await db
    .select({ newest: assessments.newestRevision })
    .from(assessments)
    .where(eq(assessments.key, key));
  return row?.newest ?? 0;
}

export interface RevisionConflict {
  readonly code: "revision_exists";
  readonly number: number;
}

/** Adds a revision and makes it the newest; refused when its number is taken. */
export async function insertRevision(
  tx: Db,
  key: AssessmentKey,
  revision: Pick<Revision, "number" | "hash" | "definition">,
): Promise<Result<Revision, RevisionConflict>> {
  const { number, hash, definition } = revision;
  const [row] = await tx
    .insert(revisions)
    .values({ assessment: key, number, hash, definition })
    .onConflictDoNothing()
    .returning(revisionColumns);
  if (row === undefined) return err({ code: "revision_exists", number });

  await tx.update(assessments).set({ newestRevision: number }).where(eq(assessments.key, key));
  return ok(toRevision(row));
}

export const revisionColumns = {
  number: revisions.number,
  hash: revisions.hash,
  definition: revisions.definition,
  createdAt: revisions.createdAt,
};

export function toRevision(row: Omit<Revision, "createdAt"> & { createdAt: Date }): Revision {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
