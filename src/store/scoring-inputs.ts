/**
 * What scoring an assessment begins with.
 *
 * @module
 */

import { and, eq, sql } from "drizzle-orm";

import type { Layout } from "#engine/answers/layout.ts";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Watermark } from "./counters.ts";
import type { Db } from "./db.ts";
import { type Revision, revisionColumns, toRevision } from "./revisions.ts";
import { assessmentCounters, assessments, layouts, revisions, tallies } from "./tables.ts";
import { type StoredTally, tallyColumns } from "./tallies.ts";

export interface ScoringInputs {
  readonly key: AssessmentKey;
  readonly newestRevision: number;
  /** The one that was asked for; null where there is none. */
  readonly revision: Revision | null;
  /** null before the first revision. */
  readonly layout: Layout | null;
  readonly stored: Watermark;
  /** Of the revision; null where nothing is counted yet. */
  readonly tally: StoredTally | null;
}

/**
 * One question, so one trip, and parts that fit together: the layout knows every
 * response up to the watermark.
 *
 * @param revision null is the newest.
 * @returns null where there is no such assessment.
 */
export async function findScoringInputs(
  db: Db,
  tenant: number,
  id: string,
  revision: number | null,
): Promise<ScoringInputs | null> {
  const { key, newestRevision } = assessments;
  const { nextOrdinal, nextRating } = assessmentCounters;
  const number = sql`coalesce(${revision}::int, ${newestRevision})`;
  const [row] = await db
    .select({
      key,
      newestRevision,
      revision: revisionColumns,
      layout: layouts.layout,
      nextOrdinal,
      nextRating,
      tally: tallyColumns,
    })
    .from(assessments)
    .innerJoin(assessmentCounters, eq(assessmentCounters.assessment, key))
    .leftJoin(revisions, and(eq(revisions.assessment, key), eq(revisions.number, number)))
    .leftJoin(layouts, eq(layouts.assessment, key))
    .leftJoin(tallies, and(eq(tallies.assessment, key), eq(tallies.revision, number)))
    .where(and(eq(assessments.tenant, tenant), eq(assessments.id, id)));
  if (row === undefined) return null;
  return {
    key: row.key,
    newestRevision: row.newestRevision,
    revision: row.revision === null ? null : toRevision(row.revision),
    layout: row.layout,
    stored: { responses: row.nextOrdinal - 1, ratings: row.nextRating - 1 },
    tally: row.tally,
  };
}
