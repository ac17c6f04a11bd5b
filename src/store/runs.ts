/**
 * Runs: acts of scoring, one at a time per assessment and revision.
 *
 * @module
 */

import { and, desc, eq, lt, sql } from "drizzle-orm";

import { err, ok, type Result } from "#result";

import type { AssessmentKey } from "./assessment-key.ts";
import type { Db } from "./db.ts";
import { assessments, owedInvalidations, runs, type RunStatus } from "./tables.ts";

export interface RunCounts {
  readonly total: number;
  readonly scored: number;
  readonly pending: number;
  readonly failed: number;
}

export interface Run {
  readonly id: string;
  readonly assessment: AssessmentKey;
  readonly revision: number;
  readonly status: RunStatus;
  /** It scores ordinals 1..upto. */
  readonly upto: number;
  /** The last rating that its results go by; null where it is not known. */
  readonly ratings: number | null;
  readonly counts: RunCounts;
  readonly timings: unknown;
  readonly failure: unknown;
  readonly summary: unknown;
  readonly digest: string | null;
  /** ISO 8601, UTC, by the database's clock, as the other two. */
  readonly startedAt: string;
  readonly heartbeatAt: string;
  readonly finishedAt: string | null;
}

export interface NewRun {
  /** A UUID, version 7. */
  readonly id: string;
  readonly assessment: AssessmentKey;
  readonly revision: number;
  readonly upto: number;
  readonly total: number;
  /** A running run that has not given a sign for this long is taken over. */
  readonly staleAfterMs: number;
}

/**
 * Starts a run, or names the one that is running. A stale one is marked as
 * failed, `interrupted`, and the new one takes its place.
 */
export async function startRun(
  db: Db,
  run: NewRun,
): Promise<Result<Run, { readonly running: Run }>> {
  const { id, assessment, revision, upto, total } = run;
  for (;;) {
    const [started] = await db
      .insert(runs)
      .values({ id, assessment, revision, upto, total, status: "running" })
      .onConflictDoNothing({
        target: [runs.assessment, runs.revision],
        where: sql`${runs.status} = 'running'`,
      })
      .returning();
    if (started !== undefined) return ok(toRun(started));
    if (await interruptStaleRun(db, run)) continue;

    const [running] = await db.select().from(runs).where(isRunning(run));
    // It is this one where an earlier try has started it and the answer was lost.
    if (running?.id === id) return ok(toRun(running));
    if (running !== undefined) return err({ running: toRun(running) });
    // It finished in between: there is room now.
  }
}

/** Notes progress. @returns false when the run is no longer running: taken over or finished. */
export async function beatRun(db: Db, id: string, counts: RunCounts): Promise<boolean> {
  const beaten = await db
    .update(runs)
    .set({ ...counts, heartbeatAt: sql`now()` })
    .where(and(eq(runs.id, id), eq(runs.status, "running")))
    .returning({ id: runs.id });
  return beaten.length > 0;
}

export interface RunOutcome {
  readonly status: "succeeded" | "failed";
  /** What it covers: more than it set out for where another run had gone further. */
  readonly upto: number;
  /** The last rating that its results go by, as far too; null of one that failed. */
  readonly ratings: number | null;
  readonly counts: RunCounts;
  readonly timings: unknown;
  readonly failure: unknown;
  readonly summary: unknown;
  readonly digest: string | null;
}

/**
 * Ends a run; null when it was no longer running. One that succeeded makes what
 * is cached of its assessment stale: it owes an invalidation of its own id. One
 * statement does both: a transaction of two would be four trips.
 */
export async function finishRun(db: Db, id: string, outcome: RunOutcome): Promise<Run | null> {
  const { status, upto, ratings, counts, timings, failure, summary, digest } = outcome;
  const ended = db.$with("ended").as(
    db
      .update(runs)
      .set({
        ...counts,
        status,
        upto,
        ratings,
        timings,
        failure,
        summary,
        digest,
        heartbeatAt: sql`now()`,
        finishedAt: sql`now()`,
      })
      .where(and(eq(runs.id, id), eq(runs.status, "running")))
      .returning(),
  );
  const owed = db.$with("owed").as(
    db
      .insert(owedInvalidations)
      .select(
        db
          .select({
            id: ended.id,
            assessment: ended.assessment,
            owedAt: sql`now()`.as("owed_at"),
          })
          .from(ended),
      )
      .onConflictDoNothing()
      .returning(),
  );
  const withs = status === "succeeded" ? [ended, owed] : [ended];
  const [row] = await db
    .with(...withs)
    .select()
    .from(ended);
  return row === undefined ? null : toRun(row);
}

/** A run of the tenant's; ids that are no UUID name none. */
export async function findRun(db: Db, tenant: number, id: string): Promise<Run | null> {
  if (!UUID.test(id)) return null;
  const [row] = await db
    .select({ run: runs })
    .from(runs)
    .innerJoin(assessments, eq(assessments.key, runs.assessment))
    .where(and(eq(runs.id, id), eq(assessments.tenant, tenant)));
  return row === undefined ? null : toRun(row.run);
}

/** The run that finished last, of one revision or of any. */
export async function newestSucceededRun(
  db: Db,
  key: AssessmentKey,
  revision: number | null,
): Promise<Run | null> {
  const [row] = await db
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.assessment, key),
        // Written out, so that the planner knows its partial index serves.
        sql`${runs.status} = 'succeeded'`,
        revision === null ? undefined : eq(runs.revision, revision),
      ),
    )
    .orderBy(desc(runs.finishedAt))
    .limit(1);
  return row === undefined ? null : toRun(row);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const INTERRUPTED = {
  status: "failed",
  failure: { cause: "interrupted" },
  finishedAt: sql`now()`,
} as const;

/**
 * Ends what is left running in a database that no other process has open:
 * whoever ran it is gone, and nobody need wait until it is stale.
 */
export async function interruptRuns(db: Db): Promise<void> {
  await db.update(runs).set(INTERRUPTED).where(eq(runs.status, "running"));
}

/** @returns Whether there was one. */
async function interruptStaleRun(db: Db, run: NewRun): Promise<boolean> {
  const interrupted = await db
    .update(runs)
    .set(INTERRUPTED)
    .where(
      and(
        isRunning(run),
        lt(runs.heartbeatAt, sql`now() - ${run.staleAfterMs}::float8 * interval '1 millisecond'`),
      ),
    )
    .returning({ id: runs.id });
  return interrupted.length > 0;
}

function isRunning(run: Pick<NewRun, "assessment" | "revision">) {
  return and(
    eq(runs.assessment, run.assessment),
    eq(runs.revision, run.revision),
    sql`${runs.status} = 'running'`,
  );
}

function toRun(row: typeof runs.$inferSelect): Run {
  const { total, scored, pending, failed, startedAt, heartbeatAt, finishedAt, ...rest } = row;
  return {
    ...rest,
    counts: { total, scored, pending, failed },
    startedAt: startedAt.toISOString(),
    heartbeatAt: heartbeatAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
