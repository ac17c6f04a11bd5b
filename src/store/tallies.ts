/**
 * The merged counts of a revision's results: the one truth that statistics are
 * read off.
 *
 * @module
 */

import { and, eq } from "drizzle-orm";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Db } from "./db.ts";
import { tallies } from "./tables.ts";

/** What a tally covers. */
export interface Counted {
  /** Ordinals 1..upto are counted. */
  readonly upto: number;
  /** The last rating that the counted results go by. */
  readonly inputsVersion: number;
}

export interface StoredTally extends Counted {
  readonly state: Uint8Array;
}

export const tallyColumns = {
  upto: tallies.upto,
  inputsVersion: tallies.inputsVersion,
  state: tallies.state,
};

export async function readTally(
  db: Db,
  key: AssessmentKey,
  revision: number,
): Promise<StoredTally | null> {
  const [row] = await db
    .select(tallyColumns)
    .from(tallies)
    .where(and(eq(tallies.assessment, key), eq(tallies.revision, revision)));
  return row ?? null;
}

/**
 * Replaces the tally if it still is where its reader left it.
 *
 * @returns false when another run saved first: reload and go on from there.
 */
export async function saveTally(
  db: Db,
  key: AssessmentKey,
  revision: number,
  tally: StoredTally & { readonly expected: Counted | null },
): Promise<boolean> {
  const { expected, ...next } = tally;
  if (expected === null) {
    const inserted = await db
      .insert(tallies)
      .values({ assessment: key, revision, ...next })
      .onConflictDoNothing()
      .returning({ upto: tallies.upto });
    return inserted.length > 0;
  }
  const updated = await db
    .update(tallies)
    .set(next)
    .where(
      and(
        eq(tallies.assessment, key),
        eq(tallies.revision, revision),
        eq(tallies.upto, expected.upto),
        eq(tallies.inputsVersion, expected.inputsVersion),
      ),
    )
    .returning({ upto: tallies.upto });
  return updated.length > 0;
}
