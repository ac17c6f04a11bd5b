/**
 * How an assessment lays answer codes out in a row.
 *
 * @module
 */

import { eq } from "drizzle-orm";

import type { Layout } from "#engine/answers/layout.ts";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Db } from "./db.ts";
import { assessmentCounters, layouts } from "./tables.ts";

export async function readLayout(db: Db, key: AssessmentKey): Promise<Layout | null> {
  const [row] = await db
    .select({ layout: layouts.layout })
    .from(layouts)
    .where(eq(layouts.assessment, key));
  return row?.layout ?? null;
}

/**
 * Replaces the layout. The transaction must hold the assessment's lock, so that
 * the width of a row changes between two ordinals and not among them.
 */
export async function saveLayout(tx: Db, key: AssessmentKey, layout: Layout): Promise<void> {
  await tx
    .insert(layouts)
    .values({ assessment: key, layout })
    .onConflictDoUpdate({ target: layouts.assessment, set: { layout } });
  await tx
    .update(assessmentCounters)
    .set({ layoutVersion: layout.version })
    .where(eq(assessmentCounters.assessment, key));
}
