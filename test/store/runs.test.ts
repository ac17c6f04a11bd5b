import { expect, test } from "bun:test";

import { sql } from "drizzle-orm";

import { ensureTenant } from "#store/tenants.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { type Db, rowOf } from "#store/db.ts";
import { beatRun, findRun, finishRun, newestSucceededRun, startRun } from "#store/runs.ts";
import { readTally, saveTally } from "#store/tallies.ts";

import { describeOnEachDatabase } from "../support/databases.ts";
import { givenAssessment } from "./given.ts";

const COUNTS = { total: 10, scored: 4, pending: 0, failed: 1 };
const SUCCESS = {
  status: "succeeded",
  upto: 10,
  ratings: 7,
  counts: { ...COUNTS, scored: 9 },
  timings: { readMs: 1.5 },
  failure: null,
  summary: { mean: 3.707 },
  digest: "ab",
} as const;

describeOnEachDatabase("runs", (database) => {
  test("start once per assessment and revision: others join", async () => {
    const { db } = database;
    const key = await givenAssessment(db);

    const [one, two] = await Promise.all([start(db, key), start(db, key)]);

    const [winner, loser] = one.ok ? [one, two] : [two, one];
    expect(winner.ok).toBe(true);
    expect(!loser.ok && loser.error.running.id).toBe(winner.ok && winner.value.id);
    expect((await start(db, key, { revision: 2 })).ok).toBe(true);
    expect((await start(db, await givenAssessment(db))).ok).toBe(true);
  });

  test("tell how far they are until they end", async () => {
    const { db } = database;
    const tenant = await ensureTenant(db, "school");
    const key = await givenAssessment(db);
    const started = await start(db, key);
    if (!started.ok) throw new Error("a run was there");
    const { id } = started.value;
    expect(started.value).toMatchObject({ status: "running", upto: 10, finishedAt: null });

    expect(await beatRun(db, id, COUNTS)).toBe(true);
    expect(await findRun(db, tenant, id)).toMatchObject({ counts: COUNTS, status: "running" });

    const finished = await finishRun(db, id, SUCCESS);
    expect(finished).toMatchObject({ ...SUCCESS, assessment: key, revision: 1 });
    expect(await findRun(db, tenant, id)).toEqual(finished);
    expect(await beatRun(db, id, COUNTS)).toBe(false);
    expect(await finishRun(db, id, SUCCESS)).toBeNull();
    expect((await start(db, key)).ok).toBe(true);
  });

  test("are found by their own tenant only, and by a UUID only", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const started = await start(db, key);
    const id = started.ok ? started.value.id : "";

    expect(await findRun(db, await ensureTenant(db, "school"), id)).not.toBeNull();
    expect(await findRun(db, await ensureTenant(db, "other"), id)).toBeNull();
    expect(await findRun(db, await ensureTenant(db, "school"), "latest")).toBeNull();
  });

  test("that gave no sign for too long are taken over, and learn it", async () => {
    const { db } = database;
    const tenant = await ensureTenant(db, "school");
    const key = await givenAssessment(db);
    const first = await start(db, key);
    const id = first.ok ? first.value.id : "";

    expect((await start(db, key)).ok).toBe(false);
    await db.execute(
      sql`update runs set heartbeat_at = now() - interval '61 seconds' where id = ${id}::uuid`,
    );
    const [one, two] = await Promise.all([start(db, key), start(db, key)]);

    expect(one.ok).not.toBe(two.ok);
    expect(await findRun(db, tenant, id)).toMatchObject({
      status: "failed",
      failure: { cause: "interrupted" },
    });
    expect(await beatRun(db, id, COUNTS)).toBe(false);
    expect(await finishRun(db, id, SUCCESS)).toBeNull();
  });

  test("the newest that succeeded is the one that finished last", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    expect(await newestSucceededRun(db, key, null)).toBeNull();

    const ids = [];
    for (const [revision, status] of [
      [1, "succeeded"],
      [2, "succeeded"],
      [1, "failed"],
    ] as const) {
      const run = await start(db, key, { revision });
      if (run.ok) ids.push((await finishRun(db, run.value.id, { ...SUCCESS, status }))?.id);
    }

    expect((await newestSucceededRun(db, key, null))?.id).toBe(ids[1]);
    expect((await newestSucceededRun(db, key, 1))?.id).toBe(ids[0]);
    expect(await newestSucceededRun(db, key, 3)).toBeNull();
  });
});

describeOnEachDatabase("tallies", (database) => {
  test("are saved only from where they were read", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const save = (expectedUpto: number | null, upto: number, by = 0, expectedBy = 0) =>
      saveTally(db, key, 1, {
        expected: expectedUpto === null ? null : { upto: expectedUpto, inputsVersion: expectedBy },
        upto,
        inputsVersion: by,
        state: Uint8Array.of(0, 255, upto),
      });

    expect(await readTally(db, key, 1)).toBeNull();
    expect(await save(5, 10)).toBe(false);
    expect(await save(null, 5)).toBe(true);
    expect(await save(null, 7)).toBe(false);
    expect(await save(4, 8)).toBe(false);
    expect(await save(5, 9)).toBe(true);
    expect(await save(5, 10)).toBe(false);
    expect(await save(9, 9, 4, 3)).toBe(false);
    expect(await save(9, 9, 4, 0)).toBe(true);
    expect(await save(9, 9, 5, 0)).toBe(false);

    const tally = await readTally(db, key, 1);
    expect(tally).toEqual({ upto: 9, inputsVersion: 4, state: expect.anything() });
    expect([...(tally?.state ?? [])]).toEqual([0, 255, 9]);
    expect(await readTally(db, key, 2)).toBeNull();
  });

  test("one of two that save at once wins", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const state = new Uint8Array(1_000_000).fill(7);
    await saveTally(db, key, 1, { expected: null, upto: 1, inputsVersion: 0, state });

    const [one, two] = await Promise.all(
      [2, 3].map((upto) => {
        const expected = { upto: 1, inputsVersion: 0 };
        return saveTally(db, key, 1, { expected, upto, inputsVersion: 0, state });
      }),
    );

    expect(one).toBe(!two);
    expect((await readTally(db, key, 1))?.state.length).toBe(1_000_000);
  });

  test("are compressed by the faster way where the database has it", async () => {
    const { db } = database;
    const key = await givenAssessment(db);
    const state = new Uint8Array(100_000);
    await saveTally(db, key, 1, { expected: null, upto: 1, inputsVersion: 0, state });

    const ways = sql`select 'lz4' = any(enumvals) as known from pg_settings
                     where name = 'default_toast_compression'`;
    const { known } = (await rowOf<{ known: boolean }>(db, ways)) ?? { known: false };
    const used = sql`select pg_column_compression(state) as way from tallies
                     where assessment = ${key}::int`;
    expect(await rowOf<object>(db, used)).toEqual({ way: known ? "lz4" : "pglz" });
  });
});

let made = 0;

async function start(db: Db, assessment: AssessmentKey, { revision = 1 } = {}) {
  const id = `0198f3a2-1111-7000-8000-${String(++made).padStart(12, "0")}`;
  return await startRun(db, {
    id,
    assessment,
    revision,
    upto: 10,
    total: 10,
    staleAfterMs: 60_000,
  });
}
