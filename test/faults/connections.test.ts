import { expect, setDefaultTimeout } from "bun:test";

import { submitResponses } from "#usecase/submit-responses.ts";

import { firstCommitAfter, firstMatches } from "../support/faulty-proxy.ts";
import {
  areWholeBatches,
  denseOrdinals,
  outcomeOf,
  score,
  scoredOrdinals,
  withScene,
} from "../support/faulty-scene.ts";
import { plantFault, pullFault, strikesOf } from "../support/faulty-trigger.ts";
import { givenResponses } from "../support/given.ts";
import { must } from "../support/must.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { describe, test } = testsNeeding("PostgreSQL");

/** Servers start and processes come and go, on a machine that may be busy. */
setDefaultTimeout(60_000);

const INSERT_RESULTS = /insert into results/;
const READ_BATCH = /string_agg\(answers/;
const LOST_SAVE = /insert into "tallies"/;

describe("a connection that is cut in mid-batch", () => {
  test.each([
    ["before results are written", INSERT_RESULTS],
    ["before responses are read", READ_BATCH],
    ["before answers are looked up", /from dictionary known/],
    ["before it is known what to score", /join "tallies"/],
    ["before the tally is saved", LOST_SAVE],
    ["before the run is started", /insert into "runs"/],
    ["before the run is ended", /update "runs" set "status" = .*"digest"/],
  ])("%s: the run tries again and succeeds", async (_, statement) => {
    await withScene({}, async ({ proxy, shaky, assessment, expected, calm }) => {
      const deps = await shaky();
      proxy.rule = firstMatches(statement, 1, "cut");
      const scored = await score(deps, assessment);
      expect(proxy.cuts).toBe(1);
      expect(scored.run.status).toBe("succeeded");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("again and again: the run fails and names its batch, and scoring again goes on from there", async () => {
    await withScene({}, async ({ proxy, shaky, assessment, expected, calm, sql }) => {
      const deps = await shaky();
      let written = 0;
      proxy.rule = (statement) =>
        INSERT_RESULTS.test(statement) && ++written > 7 ? "cut" : "pass";
      const failed = await score(deps, assessment);
      expect(failed).toMatchObject({
        run: { status: "failed", failure: { cause: "database_unavailable" }, digest: null },
        summary: null,
      });
      const stored = await scoredOrdinals(sql, assessment);
      expect(stored.length).toBe(7 * 50);
      expect(areWholeBatches(stored, 50, 1_000)).toBe(true);
      const { from = 0, to = 0 } = failed.run.failure?.batch ?? {};
      expect(stored.filter((ordinal) => ordinal >= from && ordinal <= to)).toEqual([]);
      expect([from % 50, to % 50]).toEqual([1, 0]);

      proxy.rule = () => "pass";
      const scored = await score(deps, assessment);
      expect(scored.run.status).toBe("succeeded");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("as long as lanes run side by side: it goes on one batch at a time and succeeds", async () => {
    await withScene({}, async ({ proxy, shaky, assessment, expected, calm }) => {
      const deps = await shaky();
      const isSequential = () => deps.logged.some(({ event }) => event === "scoring_sequentially");
      let written = 0;
      proxy.rule = (statement) =>
        INSERT_RESULTS.test(statement) && ++written > 6 && !isSequential() ? "cut" : "pass";
      const scored = await score(deps, assessment);
      // Each lane gave up after three tries, unless another had by then.
      const gaveUp = proxy.cuts / 3;
      expect([1, 2, 3, 4]).toContain(gaveUp);
      expect(scored.run).toMatchObject({
        status: "succeeded",
        timings: { new: 1_000, batches: 20, retries: gaveUp * 2, fallbacks: 1 },
      });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("by the server, which ends the backends of all lanes: the run tries again and succeeds", async () => {
    await withScene({}, async ({ proxy, shaky, assessment, expected, calm, sql }) => {
      const deps = await shaky();
      await plantFault(sql, {
        table: "results",
        when: "new.ordinal % 200 = 77",
        act: "perform pg_terminate_backend(pg_backend_pid())",
        times: 4,
      });
      const scored = await score(deps, assessment);
      expect(await strikesOf(sql, "results")).toBeGreaterThanOrEqual(4);
      expect(scored.run).toMatchObject({ status: "succeeded" });
      expect(scored.run.timings?.retries).toBeGreaterThan(0);
      expect(proxy.cuts).toBe(0);
      await pullFault(sql, "results");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });
});

describe("a connection that is lost inside a transaction", () => {
  test.each([
    ["of the dictionary, cut", firstMatches(/insert into dictionary/, 1, "cut"), 0],
    ["of a chunk that is partly there, cut", firstMatches(/cross join lateral/, 1, "cut"), 300],
    ["by its commit, cut", firstMatches(/^commit/, 1, "cut"), 300],
  ])("%s: everything is stored once, and the pool goes on", async (_, rule, there) => {
    await withScene({ isEmpty: true }, async (scene) => {
      const { proxy, shaky, assessment, responses, expected, calm, sql } = scene;
      await givenResponses(calm, assessment, responses.slice(0, there));
      const deps = await shaky();
      proxy.rule = rule;
      const report = await givenResponses(deps, assessment, responses);
      expect(proxy.cuts).toBe(1);
      expect(report).toMatchObject({ accepted: 1_000 - there, duplicates: there, errorsTotal: 0 });
      expect(await denseOrdinals(sql, assessment.id)).toBe(1_000);
      const scored = await score(deps, assessment);
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test.each([["dictionary"], ["responses"]] as const)(
    "of which the server ends the backend, on %s: everything is stored once",
    async (table) => {
      await withScene({ isEmpty: true }, async (scene) => {
        const { shaky, assessment, responses, expected, calm, sql } = scene;
        const deps = await shaky();
        const act = "perform pg_terminate_backend(pg_backend_pid())";
        await plantFault(sql, { table, when: "true", act, times: 2 });
        const report = await givenResponses(deps, assessment, responses);
        expect(report).toMatchObject({ accepted: 1_000, duplicates: 0, errorsTotal: 0 });
        expect(await strikesOf(sql, table)).toBeGreaterThan(2);
        expect(await denseOrdinals(sql, assessment.id)).toBe(1_000);
        const scored = await score(deps, assessment);
        expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
      });
    },
  );
});

describe("a commit whose outcome is unknown", () => {
  test.each([
    ["of results: they are counted once", INSERT_RESULTS, 5],
    ["of a tally: it is counted once", LOST_SAVE, 1],
    ["of a run's start: the run goes on", /insert into "runs"/, 1],
    ["of a run's end: it has ended as it should", /update "runs" set "status" = .*"digest"/, 1],
  ])("%s", async (_, statement, times) => {
    await withScene({}, async ({ proxy, shaky, assessment, expected, calm, sql }) => {
      const deps = await shaky();
      proxy.rule = firstMatches(statement, times, "lose_answer");
      const scored = await score(deps, assessment);
      expect(proxy.cuts).toBe(times);
      expect(scored.run.status).toBe("succeeded");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
      const again = await score(calm, assessment);
      expect(await outcomeOf(calm, assessment, again)).toEqual(expected);
      expect(again.run.timings?.new).toBe(0);
      const running = await sql`select 1 from runs where status = 'running'`;
      expect(running.length).toBe(0);
    });
  });

  test("of a later save of the tally, where the first did not yet exist", async () => {
    // 250 batches: two full segments and a half, so the tally is saved three times.
    const options = { responses: 1_000, limits: { batchSize: 4 } };
    await withScene(options, async ({ proxy, shaky, assessment, expected, calm }) => {
      const deps = await shaky();
      proxy.rule = firstMatches(/update "tallies"/, 2, "lose_answer");
      const scored = await score(deps, assessment);
      expect(proxy.cuts).toBe(2);
      expect(scored.run.timings).toMatchObject({ new: 1_000, batches: 250 });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test.each([
    ["of a chunk of new responses", firstMatches(/insert into responses/, 1, "lose_answer"), 0],
    ["of a chunk that is partly there", firstCommitAfter(/insert into responses/), 300],
    ["of new dictionary entries", firstCommitAfter(/insert into dictionary/), 0],
  ])("%s: everything is stored once", async (_, rule, there) => {
    await withScene({ isEmpty: true }, async (scene) => {
      const { proxy, shaky, assessment, responses, expected, calm, sql } = scene;
      await givenResponses(calm, assessment, responses.slice(0, there));
      const deps = await shaky();
      proxy.rule = rule;
      const report = await givenResponses(deps, assessment, responses);
      expect(proxy.cuts).toBe(1);
      expect(report.accepted + report.duplicates).toBe(1_000);
      expect(report.errorsTotal).toBe(0);
      expect(await denseOrdinals(sql, assessment.id)).toBe(1_000);
      const scored = await score(deps, assessment);
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("of a stream that breaks off for good: sending it again completes it", async () => {
    await withScene({ isEmpty: true }, async (scene) => {
      const { proxy, shaky, assessment, responses, expected, calm, sql } = scene;
      const deps = await shaky();
      let chunks = 0;
      proxy.rule = (statement) =>
        /insert into responses/.test(statement) && ++chunks > 1 ? "cut" : "pass";
      const rows = async function* () {
        // 6,000 lines are two chunks: each response six times.
        for (let line = 0; line < 6_000; line += 1_000) {
          const half = responses.slice(line < 3_000 ? 0 : 500, line < 3_000 ? 500 : 1_000);
          yield [...half, ...half].map((value, index) => ({ line: line + index + 1, value }));
        }
      };
      const broken = submitResponses(deps, { ...assessment, rows });
      await expect(broken).rejects.toThrow();

      proxy.rule = () => "pass";
      const report = must(await submitResponses(deps, { ...assessment, rows }));
      expect(report.rejected).toBe(0);
      expect(report.accepted + report.duplicates).toBe(6_000);
      expect(await denseOrdinals(sql, assessment.id)).toBe(1_000);
      const scored = await score(deps, assessment);
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });
});
