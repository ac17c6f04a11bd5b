import { expect, setDefaultTimeout } from "bun:test";

import {
  areWholeBatches,
  type Assessment,
  denseOrdinals,
  outcomeOf,
  type Scene,
  score,
  scoredOrdinals,
  until,
  withScene,
} from "../support/faulty-scene.ts";
import { plantFault, pullFault, raise, strikesOf } from "../support/faulty-trigger.ts";
import { givenResponses } from "../support/given.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { describe, test } = testsNeeding("PostgreSQL");

/** Servers start and processes come and go, on a machine that may be busy. */
setDefaultTimeout(60_000);

const DEADLOCK = "40P01";
const CHECK_VIOLATION = "23514";

describe("a deadlock", () => {
  test("with another transaction, which PostgreSQL resolves against the run: it tries again", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      const deps = await shaky({ lanes: 1 });
      const [row] = await sql`select key from assessments where id = ${assessment.id}`;
      const key = row?.["key"] as number;
      const rival = await sql.reserve();
      // The run looks first: its wait for the rival began earlier, and the rival would look in an hour.
      await rival`set deadlock_timeout = '1h'`;
      await rival`begin`;
      const result = (ordinal: number) =>
        rival`insert into results (assessment, revision, ordinal) values (${key}, 1, ${ordinal})`;
      await result(140);
      const run = score(deps, assessment);
      await until(async () => (await waitingBackends(sql)) === 1);
      await result(110);
      await rival`rollback`;
      rival.release();

      const scored = await run;
      expect(scored.run).toMatchObject({ status: "succeeded", timings: { fallbacks: 0 } });
      expect(scored.run.timings?.retries).toBe(1);
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("in one batch, twice: the third try stores it", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      const deps = await shaky();
      await plantFault(sql, {
        table: "results",
        when: "new.ordinal = 333",
        act: raise(DEADLOCK),
        times: 2,
      });
      const scored = await score(deps, assessment);
      expect(scored.run).toMatchObject({
        status: "succeeded",
        timings: { retries: 2, fallbacks: 0 },
      });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("in one batch, three times: it goes on one batch at a time", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      const deps = await shaky();
      await plantFault(sql, {
        table: "results",
        when: "new.ordinal = 333",
        act: raise(DEADLOCK),
        times: 3,
      });
      const scored = await score(deps, assessment);
      expect(scored.run).toMatchObject({
        status: "succeeded",
        timings: { retries: 2, fallbacks: 1 },
      });
      expect(deps.logged.map(({ event }) => event)).toContain("scoring_sequentially");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });
});

describe("a statement that takes too long", () => {
  test("for a while: the run tries again, then goes on one batch at a time, and succeeds", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      await limitStatements(sql, "150ms");
      const deps = await shaky();
      await plantFault(sql, {
        table: "results",
        when: "new.ordinal = 120",
        act: "perform pg_sleep(30)",
        times: 3,
      });
      const scored = await score(deps, assessment);
      expect(await strikesOf(sql, "results")).toBe(4);
      expect(scored.run).toMatchObject({ status: "succeeded", timings: { fallbacks: 1 } });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("because another holds the lock: the run fails as unavailable, and goes on once it is gone", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      await limitStatements(sql, "150ms");
      const deps = await shaky();
      const rival = await sql.reserve();
      await rival`begin`;
      await rival`lock table results in access exclusive mode`;
      const failed = await score(deps, assessment);
      expect(failed.run.failure).toEqual({
        batch: { from: 1, to: 50 },
        cause: "database_unavailable",
      });
      await rival`rollback`;
      rival.release();
      const scored = await score(deps, assessment);
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });
});

describe("a poisoned batch", () => {
  test("ends the run, which names it, keeps every other result and goes on once it is cured", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      const deps = await shaky();
      await plantFault(sql, {
        table: "results",
        when: "new.ordinal = 777",
        act: raise(CHECK_VIOLATION),
      });
      const failed = await score(deps, assessment);
      expect(failed.summary).toBeNull();
      expect(failed.run).toMatchObject({
        status: "failed",
        digest: null,
        failure: { batch: { from: 751, to: 800 }, cause: "internal_error" },
      });
      // In parallel and then once more alone; never a second time at once, for it cannot pass.
      expect(await strikesOf(sql, "results")).toBe(2);
      const stored = await scoredOrdinals(sql, assessment);
      expect(failed.run.counts.scored).toBe(stored.length);
      expect(stored.filter((ordinal) => ordinal <= 750)).toHaveLength(750);
      expect(stored).not.toContain(777);
      expect(areWholeBatches(stored, 50, 1_000)).toBe(true);

      await pullFault(sql, "results");
      const before = await versionsOf(sql);
      const scored = await score(deps, assessment);
      expect(scored.run.status).toBe("succeeded");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
      // What was written stayed as it was: the same rows, not new ones.
      const after = new Set(await versionsOf(sql));
      expect(before.every((version) => after.has(version))).toBe(true);
    });
  });
});

describe("a dictionary transaction that is rolled back", () => {
  test.each([
    ["and passes: tried again at once", DEADLOCK, 2],
    ["and fails: sent again by the caller", CHECK_VIOLATION, 1],
  ])("%s, no code of it is used", async (_, sqlState, times) => {
    await withScene({ isEmpty: true }, async (scene) => {
      const { sql, shaky, calm, assessment, responses, expected } = scene;
      const deps = await shaky();
      // One text fails, and the number and the choices of its transaction with it.
      await plantFault(sql, {
        table: "dictionary",
        when: `new.item = 'text' and new.answer = '"London"'`,
        act: raise(sqlState),
        times,
      });
      const sending = givenResponses(deps, assessment, responses);
      if (sqlState === DEADLOCK) await sending;
      else await expect(sending).rejects.toThrow();
      expect(await strikesOf(sql, "dictionary")).toBeGreaterThanOrEqual(times);

      // Meanwhile another process takes the codes that were rolled back, in another order.
      await givenResponses(calm, assessment, [
        { candidate: "rival", answers: { text: "Rome", number: 7 } },
        { candidate: "rival-2", answers: { text: "London", number: 9.83 } },
      ]);
      await givenResponses(deps, assessment, responses);
      expect(await denseOrdinals(sql, assessment.id)).toBe(1_002);
      const scored = await score(deps, assessment);
      const { results } = await outcomeOf(calm, assessment, scored);
      expect(pointsByCandidate(results, ["rival", "rival-2"])).toEqual(
        pointsByCandidate(expected.results),
      );
      await expectDictionaryTells(scene, assessment);
    });
  });
});

describe("the aggregated read", () => {
  test("that fails gives way to the plain one, with the same bytes", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected, url }) => {
      await sql.unsafe(`
        create schema broken;
        create function broken.fail(bytea, bytea, bytea) returns bytea language plpgsql
          as $$ begin ${raise("XX000")}; end $$;
        create aggregate broken.string_agg(bytea, bytea) (sfunc = broken.fail, stype = bytea);
        alter database ${new URL(url).pathname.slice(1)}
          set search_path = broken, pg_catalog, public`);
      const deps = await shaky();
      const scored = await score(deps, assessment);
      expect(scored.run).toMatchObject({
        status: "succeeded",
        timings: { batches: 20, fallbacks: 20, retries: 0 },
      });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("of rows of several lengths gives way to the plain one, with the same bytes", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      // Rows of a layout to come are longer, by bytes that no item of this one reads.
      await sql`
        update responses set answers = answers || '\\x00000000'
        where ordinal % 7 = 0
          and assessment = (select key from assessments where id = ${assessment.id})`;
      const deps = await shaky();
      const scored = await score(deps, assessment);
      expect(scored.run).toMatchObject({ status: "succeeded", timings: { fallbacks: 20 } });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("of responses that are not all there fails the run, which names the batch", async () => {
    await withScene({}, async ({ sql, shaky, assessment }) => {
      await sql`
        delete from responses where ordinal = 501
          and assessment = (select key from assessments where id = ${assessment.id})`;
      const deps = await shaky();
      const { run, summary } = await score(deps, assessment);
      expect(run.failure).toEqual({ batch: { from: 501, to: 550 }, cause: "internal_error" });
      expect(summary).toBeNull();
    });
  });
});

/** For connections to come. */
async function limitStatements(sql: Scene["sql"], timeout: string): Promise<void> {
  const [row] = await sql`select current_database() as name`;
  await sql.unsafe(`alter database ${row?.["name"]} set statement_timeout = '${timeout}'`);
}

async function waitingBackends(sql: Scene["sql"]): Promise<number> {
  const [row] = await sql`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.["n"] as number;
}

/** Which transaction wrote each result, and where. */
async function versionsOf(sql: Scene["sql"]): Promise<string[]> {
  const rows = await sql`select xmin || ' ' || ctid as version from results`;
  return rows.map((row) => row["version"] as string);
}

function pointsByCandidate(results: string, without: readonly string[] = []): unknown {
  const all = JSON.parse(results) as { candidate: string; ordinal: number }[];
  return all
    .filter(({ candidate }) => !without.includes(candidate))
    .map((result) => ({ ...result, ordinal: null }))
    .toSorted((a, b) => (a.candidate < b.candidate ? -1 : 1));
}

/** The rows, read backwards through the dictionary, hold what was submitted. */
async function expectDictionaryTells(scene: Scene, { id }: Assessment): Promise<void> {
  const rows = await scene.sql`
    select candidate, item, answer from answers
    where assessment = ${id} and state = 'answered' and candidate not like 'rival%'`;
  const stored = new Map(rows.map((row) => [`${row["candidate"]} ${row["item"]}`, row["answer"]]));
  type Sent = { candidate: string; answers: Record<string, unknown> };
  let answered = 0;
  for (const { candidate, answers } of scene.responses as Sent[]) {
    for (const [item, answer] of Object.entries(answers)) {
      if (answer === null) continue;
      if (Array.isArray(answer) && answer.length === 0) continue;
      answered++;
      const text = Object.is(answer, -0) ? "-0" : JSON.stringify(answer);
      expect(stored.get(`${candidate} ${item}`)).toBe(text);
    }
  }
  expect(answered).toBeGreaterThan(5_000);
}
