import { expect } from "bun:test";

import { sql } from "drizzle-orm";

import { FrontCache } from "#cache/front-cache.ts";
import { UpstashCache } from "#cache/upstash-cache.ts";
import { startSweeping } from "#entry/sweep.ts";
import { rowsOf } from "#store/db.ts";
import type { Deps } from "#usecase/deps.ts";
import { readSummary } from "#usecase/read-summary.ts";
import { scoreAssessment } from "#usecase/score-assessment.ts";
import { sweepInvalidations } from "#usecase/sweep-invalidations.ts";

import { openDatabase, type TestDatabase } from "../support/databases.ts";
import { givenAssessment, givenResponses } from "../support/given.ts";
import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { must } from "../support/must.ts";
import { type RedisRest, serveRedisRest } from "../support/redis-rest.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { testDeps } from "../support/test-deps.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { afterAll, beforeAll, describe, test } = testsNeeding("PostgreSQL", "Redis");

interface Assessment {
  readonly tenant: number;
  readonly id: string;
}

let statements: string[] = [];
let database: TestDatabase;
let redis: RedisServer;
let rest: RedisRest;

beforeAll(async () => {
  const logger = { logQuery: (text: string) => void statements.push(text) };
  database = await openDatabase("PostgreSQL", { logger });
  redis = await startRedis();
  rest = await serveRedisRest(redis.url);
}, 120_000);
afterAll(async () => {
  await rest.close();
  await redis.stop();
  await database.close();
});

test("a summary from a warm cache takes no statement and one command", async () => {
  const deps = onRedis();
  const assessment = await givenScored(deps, 10);
  for (const revision of [null, 1]) {
    await readSummary(deps, { ...assessment, revision });
    statements = [];
    const before = rest.commands.length;
    const { from } = must(await readSummary(deps, { ...assessment, revision }));
    expect(from.kind).toBe("hit");
    expect(statements).toEqual([]);
    expect(rest.commands.length - before).toBe(1);
  }
});

test("nobody else's summary comes out of the cache", async () => {
  const deps = onRedis();
  const assessment = await givenScored(deps, 10);
  await readSummary(deps, { ...assessment, revision: null });
  const other = { ...assessment, tenant: assessment.tenant + 1, revision: null };
  expect(await readSummary(deps, other)).toMatchObject({
    ok: false,
    error: { code: "assessment_not_found" },
  });
});

test("of many readers of a cold cache one reads the database", async () => {
  const deps = onRedis();
  const assessment = await givenScored(deps, 10);
  // Who comes after the token is made joins who made it.
  await deps.cache.drop(`${assessment.tenant}/${assessment.id}`);
  statements = [];
  const reads = Array.from({ length: 50 }, () =>
    readSummary(deps, { ...assessment, revision: null }),
  );
  const hashes = (await Promise.all(reads)).map((read) => must(read).hash);
  expect(new Set(hashes).size).toBe(1);
  expect(statements).toHaveLength(2);
});

describe("an invalidation", () => {
  test("that Redis confirms is owed no longer", async () => {
    const deps = onRedis();
    await givenScored(deps, 10);
    expect(await owed()).toBe(0);
  });

  test("that did not get through is owed from the write's own transaction on, until the sweep", async () => {
    const deps = onRedis();
    const assessment = await givenScored(deps, 10);
    const before = await readBoth(deps, assessment);
    await rest.behave("refusing");
    await scoreAgain(deps, assessment, 20);
    expect(await owed()).toBe(1);
    expect(await sweepInvalidations(deps)).toBe(0);
    expect(await owed()).toBe(1);

    await rest.behave("well");
    expect(await sweepInvalidations(deps)).toBe(1);
    expect(await owed()).toBe(0);
    const after = await readBoth(deps, assessment);
    expect(before.summary.responses).toBe(10);
    expect(after.summary.responses).toBe(20);
  });

  test("is owed by a process that died right after its write", async () => {
    const deps = onRedis();
    const assessment = await givenScored(deps, 10);
    await readBoth(deps, assessment);
    // Its last statement is the commit of the run; nothing tells the cache.
    const dying: Deps = { ...deps, cache: onRedis({ dropMs: 1 }).cache };
    await rest.behave("cut");
    await scoreAgain(dying, assessment, 20);
    await rest.behave("well");
    const stop = startSweeping(deps, 20);
    while ((await owed()) > 0) await Bun.sleep(5);
    await stop();
    expect((await readBoth(deps, assessment)).summary.responses).toBe(20);
  });

  test("waits for Redis a moment only", async () => {
    const deps = onRedis({ dropMs: 60 });
    const assessment = await givenScored(deps, 10);
    await rest.behave("slow");
    expect((await scoreAgain(deps, assessment, 20)).run.status).toBe("succeeded");
    await rest.behave("well");
    expect(await owed()).toBe(1);
    await sweepInvalidations(onRedis());
    expect(await owed()).toBe(0);
  });

  test("is none of a run that failed or was joined", async () => {
    const deps = onRedis();
    const assessment = await givenScored(deps, 10);
    const both = await Promise.all([1, 2].map(() => score(onRedis(), assessment)));
    expect(both.map(({ run }) => run.status)).toEqual(["succeeded", "succeeded"]);
    expect(await owed()).toBe(0);
    expect((await readBoth(deps, assessment)).summary.responses).toBe(10);
  });
});

describe("the sweep", () => {
  test("goes on after a round that failed, and stops when told", async () => {
    const deps = onRedis();
    const gone = new Error("the database is gone");
    const failing: Deps["db"] = new Proxy(deps.db, {
      get() {
        throw gone;
      },
    });
    const stop = startSweeping({ ...deps, db: failing }, 5);
    while (deps.logged.length < 2) await Bun.sleep(5);
    await stop();
    expect(deps.logged[0]).toMatchObject({
      event: "sweep_failed",
      fields: { message: gone.message },
    });
    const { length } = deps.logged;
    await Bun.sleep(20);
    expect(deps.logged).toHaveLength(length);
  });
});

/** As another process would have it. */
function onRedis({ dropMs = 5_000 } = {}) {
  const cache = new UpstashCache({
    url: rest.url,
    token: rest.token,
    now: Date.now,
    readMs: 5_000,
    dropMs,
  });
  const options = { now: Date.now, ttlSeconds: 60, onChange: () => {} };
  return { ...testDeps(database.db), cache: new FrontCache(cache, options) };
}

async function givenScored(deps: Deps, responses: number): Promise<Assessment> {
  const assessment = await givenAssessment(deps, mixedForm);
  await scoreAgain(deps, assessment, responses);
  return assessment;
}

async function scoreAgain(deps: Deps, assessment: Assessment, responses: number) {
  await givenResponses(deps, assessment, mixedResponses(responses));
  return await score(deps, assessment);
}

async function score(deps: Deps, assessment: Assessment) {
  return must(await scoreAssessment(deps, { ...assessment, revision: null }));
}

/** Twice, so that the second comes from the cache. */
async function readBoth(deps: Deps, assessment: Assessment) {
  const reads = [];
  for (let i = 0; i < 2; i++)
    reads.push(must(await readSummary(deps, { ...assessment, revision: null })));
  expect(reads.map(({ from }) => from.kind)[1]).toBe("hit");
  expect(reads[0]?.hash).toBe(reads[1]?.hash ?? "");
  return JSON.parse(reads[1]?.json ?? "") as { readonly summary: { readonly responses: number } };
}

async function owed(): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    database.db,
    sql`select count(*)::int as n from owed_invalidations`,
  );
  return row?.n ?? -1;
}
