import { afterAll, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";

import type { AssessmentKey } from "#store/assessment-key.ts";
import { type Db, rowOf, rowsOf } from "#store/db.ts";
import { internAnswers } from "#store/dictionary.ts";
import { insertResponses } from "#store/insert-responses.ts";
import { migrate, rollback } from "#store/migrate.ts";
import { insertResults } from "#store/insert-results.ts";
import { finishRun, newestSucceededRun, startRun } from "#store/runs.ts";
import { saveTally } from "#store/tallies.ts";

import { describeOnEachDatabase, openOnPostgres } from "../support/databases.ts";
import { postgresServer } from "../support/postgres.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { chunkOf, givenAssessment, manyRows } from "./given.ts";

const NAMES = readdirSync("drizzle")
  .filter((name) => /^\d+_\w+\.sql$/.test(name))
  .map((name) => name.replace(/\.sql$/, ""))
  .toSorted();
const MIGRATIONS = NAMES.length;
const NEWEST = NAMES.at(-1) ?? "none";

describeOnEachDatabase("migrations", (database) => {
  test("on a migrated database change nothing", async () => {
    const { db } = database;
    const before = await tablesOf(db);

    await migrate(db);

    expect(await tablesOf(db)).toEqual(before);
    expect(before).toContain("responses");
  });

  test("the newest is undone on filled tables and applied again; older data stays", async () => {
    const { db } = database;
    const key = await givenFilledTables(db);
    const before = await tablesOf(db);

    expect(await rollback(db)).toBe(NEWEST);
    expect(await storedResponses(db, key)).toBe(1000);
    await migrate(db);
    expect(await newestSucceededRun(db, key, 1)).toMatchObject({ upto: 1000 });

    expect(await tablesOf(db)).toEqual(before);
    expect(await storedResponses(db, key)).toBe(1000);
  });

  test("all are undone on filled tables, then applied again", async () => {
    const { db } = database;
    await givenFilledTables(db);
    const before = await tablesOf(db);

    for (let undone = 0; undone < MIGRATIONS; undone++) {
      expect(await rollback(db)).not.toBeNull();
    }
    expect(await tablesOf(db)).toEqual([]);
    expect(await rollback(db)).toBeNull();
    await migrate(db);

    expect(await tablesOf(db)).toEqual(before);
    await givenFilledTables(db);
  });
});

describe("migrations", () => {
  test("without any there is nothing to undo", async () => {
    const client = new PGlite();
    expect(await rollback(drizzle(client))).toBeNull();
    await client.close();
  }, 20_000);

  test("each has a way back beside it", () => {
    const names = readdirSync("drizzle").filter((name) => name.endsWith(".sql"));
    expect(names.filter((name) => name.endsWith(".down.sql")).length).toBe(MIGRATIONS);
    expect(names.length).toBe(2 * MIGRATIONS);
  });
});

describe("the commands", () => {
  const onPostgres = testsNeeding("PostgreSQL");
  let url: string;
  onPostgres.beforeAll(async () => {
    url = await emptyDatabase("commands");
  }, 60_000);

  onPostgres.test(
    "db:migrate by four processes at once: all succeed",
    async () => {
      const ended = await Promise.all([1, 2, 3, 4].map(() => runScript("db-migrate", url)));

      expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      const { db, close } = await openOnPostgres(url);
      expect(await tablesOf(db)).toContain("results");
      await close();
    },
    30_000,
  );

  onPostgres.test(
    "db:rollback undoes the newest and says which",
    async () => {
      const { code, out } = await runScript("db-rollback", url);

      expect(code).toBe(0);
      expect(out).toContain(`Undone: ${NEWEST}.`);
    },
    30_000,
  );

  const folder = join(tmpdir(), `assay-data-${crypto.randomUUID()}`);
  afterAll(async () => {
    await Bun.$`rm -rf ${folder}`.quiet();
  });

  test("serve the embedded database too", async () => {
    const env = { DATA_DIR: folder };
    expect((await runScript("db-migrate", null, env)).out).toContain("up to date");
    expect((await runScript("db-rollback", null, env)).out).toContain(`Undone: ${NEWEST}.`);
  }, 60_000);
});

async function runScript(name: string, url: string | null, env: Record<string, string> = {}) {
  const child = Bun.spawn([process.execPath, `scripts/${name}.ts`], {
    env: { ...process.env, ...(url === null ? {} : { DATABASE_URL: url }), ...env },
    stdout: "pipe",
    stderr: "pipe",
  });
  const out = await new Response(child.stdout).text();
  return { code: await child.exited, out };
}

async function emptyDatabase(name: string): Promise<string> {
  const server = await postgresServer();
  const { sql: admin, close } = await openOnPostgres(server.urlOf("postgres"));
  await admin.unsafe(`create database ${name}`);
  await close();
  return server.urlOf(name);
}

async function givenFilledTables(db: Db) {
  const key = await givenAssessment(db);
  await insertResponses(db, key, chunkOf(manyRows("c", 1000)));
  await internAnswers(db, key, [{ item: "q1", text: '"A"' }]);
  const points = Array.from({ length: 1000 }, (_, i) => i);
  await insertResults(db, key, 1, { fromOrdinal: 1, points, maxPoints: null, scales: [] });
  await saveTally(db, key, 1, {
    expected: null,
    upto: 1000,
    inputsVersion: 0,
    state: Uint8Array.of(1),
  });
  await givenRun(db, key);
  return key;
}

async function givenRun(db: Db, assessment: AssessmentKey) {
  const id = crypto.randomUUID();
  const run = { id, assessment, revision: 1, upto: 1000, total: 1000, staleAfterMs: 60_000 };
  expect((await startRun(db, run)).ok).toBe(true);
  const ended = await finishRun(db, id, {
    status: "succeeded",
    upto: 1000,
    ratings: 7,
    counts: { total: 1000, scored: 1000, pending: 0, failed: 0 },
    timings: null,
    failure: null,
    summary: null,
    digest: null,
  });
  expect(ended).toMatchObject({ ratings: 7 });
}

/** Plainly: the older tables have fewer columns. */
async function storedResponses(db: Db, key: AssessmentKey): Promise<number | undefined> {
  const counted = sql`select count(*)::int as n from responses where assessment = ${key}::int`;
  return (await rowOf<{ n: number }>(db, counted))?.n;
}

async function tablesOf(db: Db): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select table_name::text as name from information_schema.tables
        where table_schema = 'public' order by 1`,
  );
  return rows.map((row) => row.name);
}
