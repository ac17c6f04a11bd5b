import { expect, setDefaultTimeout } from "bun:test";

import { startScoring } from "../support/faulty-process.ts";
import {
  areWholeBatches,
  outcomeOf,
  type Scene,
  score,
  scoredOrdinals,
  until,
  withScene,
} from "../support/faulty-scene.ts";
import { plantFault } from "../support/faulty-trigger.ts";
import { givenResponses } from "../support/given.ts";
import { mixedResponses } from "../support/mixed-form.ts";
import { startPostgres } from "../support/postgres.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { describe, test } = testsNeeding("PostgreSQL");

/** Servers start and processes come and go, on a machine that may be busy. */
setDefaultTimeout(60_000);

const LIMITS = { batchSize: 50, lanes: 4 };

describe("a server that is killed in mid-run", () => {
  test("leaves whole batches; the next one takes over and comes to the same digest", async () => {
    await withScene({}, async ({ url, sql, calm, assessment, expected }) => {
      const gate = await gateBefore(sql, "new.ordinal > 520");
      const victim = startScoring({ url, ...assessment, limits: LIMITS });
      // Ten batches are through, and each of the four lanes waits inside its statement.
      await until(async () => victim.scored === 500 && (await waitingForLocks(sql)).length === 4);
      await victim.kill();

      const stored = await scoredOrdinals(sql, assessment);
      expect(stored).toHaveLength(500);
      expect(areWholeBatches(stored, 50, 1_000)).toBe(true);
      const running = await sql`select id from runs where status = 'running'`;
      expect(running).toHaveLength(1);

      // The next one starts while the backends of the dead one still hold its batches.
      const heir = startScoring({ url, ...assessment, limits: { ...LIMITS, staleRunMs: 0 } });
      await until(async () => (await waitingForLocks(sql)).length === 8);
      await gate.open();
      const scored = await heir.finished();
      expect(scored.run).toMatchObject({ status: "succeeded", counts: { scored: 1_000 } });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
      const [dead] = await sql`select status, failure from runs where id = ${running[0]?.["id"]}`;
      expect(dead).toEqual({ status: "failed", failure: { cause: "interrupted" } });
    });
  });

  test("after some segments: what they counted is not counted again", async () => {
    const limits = { batchSize: 4, lanes: 2 };
    await withScene({ limits }, async ({ url, sql, calm, assessment, expected }) => {
      const gate = await gateBefore(sql, "new.ordinal > 900");
      const victim = startScoring({ url, ...assessment, limits });
      await until(async () => victim.scored === 900 && (await waitingForLocks(sql)).length === 2);
      await victim.kill();
      await gate.open();
      const heir = startScoring({ url, ...assessment, limits: { ...limits, staleRunMs: 0 } });
      const scored = await heir.finished();
      // Two segments of a hundred batches were saved; the rest was read and counted anew.
      expect(scored.run.timings).toMatchObject({ new: 200, batches: 50 });
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("is waited for by who joins its run, until it has been silent too long", async () => {
    await withScene({}, async ({ url, sql, calm, shaky, assessment, expected }) => {
      const gate = await gateBefore(sql, "new.ordinal > 520");
      const victim = startScoring({ url, ...assessment, limits: LIMITS });
      await until(async () => (await waitingForLocks(sql)).length === 4);
      await victim.kill();
      await gate.open();
      await sql`update runs set heartbeat_at = now() where status = 'running'`;
      const heir = await shaky({ staleRunMs: 1_000 });
      const scored = await score(heir, assessment);
      expect(scored.run.status).toBe("succeeded");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("though it was only slow: it ends as it was told, and nothing is counted twice", async () => {
    await withScene({}, async ({ sql, shaky, calm, assessment, expected }) => {
      const gate = await gateBefore(sql, "new.ordinal > 520");
      const slow = await shaky();
      const slowly = score(slow, assessment);
      await until(async () => (await waitingForLocks(sql)).length === 4);
      const heir = await shaky({ staleRunMs: 0 });
      const quickly = score(heir, assessment);
      await until(async () => (await waitingForLocks(sql)).length === 8);
      await gate.open();
      const [taken, scored] = await Promise.all([slowly, quickly]);
      expect(taken).toMatchObject({
        run: { status: "failed", failure: { cause: "interrupted" } },
        summary: null,
      });
      expect(scored.run.status).toBe("succeeded");
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
      const again = await score(calm, assessment);
      expect(await outcomeOf(calm, assessment, again)).toEqual(expected);
    });
  });
});

describe("a PostgreSQL of which a backend is killed, so that all of it restarts", () => {
  test("ends the run at worst; scoring again comes to the same digest", async () => {
    const server = await startPostgres();
    try {
      await withScene({ server }, async ({ sql, shaky, assessment, expected }) => {
        // Tests do without durability, but this one is about it.
        const [row] = await sql`select current_database() as name`;
        await sql.unsafe(`alter database ${row?.["name"]} set synchronous_commit = on`);
        await gateBefore(sql, "new.ordinal > 520");
        await sql`checkpoint`;

        const deps = await shaky({ staleRunMs: 0 });
        const run = score(deps, assessment).catch(() => null);
        await until(async () => (await waitingForLocks(sql)).length === 4);
        const [pid] = await waitingForLocks(sql);
        process.kill(pid as number, "SIGKILL");
        // The gate's keeper is gone as well: nothing holds the run back any more.
        await run;
        await until(() =>
          sql`select 1`.then(
            () => true,
            () => false,
          ),
        );
        const scored = await score(deps, assessment);
        expect(scored.run.status).toBe("succeeded");
        expect(await outcomeOf(deps, assessment, scored)).toEqual(expected);
      });
    } finally {
      await server.stop();
    }
  });
});

describe("two runs that start at once", () => {
  test("in one process are one run", async () => {
    await withScene({}, async ({ calm, proxy, shaky, assessment, expected }) => {
      const seen: string[] = [];
      proxy.rule = (statement) => {
        seen.push(statement);
        return "pass";
      };
      const deps = await shaky();
      const both = await Promise.all([score(deps, assessment), score(deps, assessment)]);
      expect(both[1]).toEqual(both[0]);
      expect(both[0].run.timings).toMatchObject({ new: 1_000, batches: 20 });
      expect(seen.filter((text) => text.includes("string_agg(answers"))).toHaveLength(20);
      expect(seen.filter((text) => text.includes("insert into results"))).toHaveLength(20);
      expect(seen.filter((text) => text.includes('insert into "runs"'))).toHaveLength(1);
      expect(await outcomeOf(calm, assessment, both[0])).toEqual(expected);
    });
  });

  test("in two processes: one joins the other", async () => {
    await withScene({}, async ({ url, sql, calm, assessment, expected }) => {
      const gate = await gateBefore(sql, "new.ordinal > 520");
      const first = startScoring({ url, ...assessment, limits: LIMITS });
      await until(async () => (await waitingForLocks(sql)).length === 4);
      const second = startScoring({ url, ...assessment, limits: LIMITS });
      // It says so when it has seen how far the first has come.
      await until(async () => second.heard > 0);
      await gate.open();
      const both = await Promise.all([first.finished(), second.finished()]);
      expect(both[1].run).toEqual(both[0].run);
      for (const scored of both) {
        expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
      }
    });
  });

  test("whichever comes first: all report the same, and all is counted once", async () => {
    await withScene({}, async ({ shaky, calm, assessment, expected }) => {
      const all = await Promise.all([shaky(), shaky(), shaky({ batchSize: 7 })]);
      const scored = await Promise.all(all.map((deps) => score(deps, assessment)));
      for (const one of scored) {
        expect(one.run.status).toBe("succeeded");
        expect(await outcomeOf(calm, assessment, one)).toEqual(expected);
      }
    });
  });

  test("though neither knows of the other: both finish, and all is counted once", async () => {
    // Several saves of the tally, so that each of them loses some.
    const limits = { batchSize: 3, lanes: 2 };
    await withScene({ limits }, async ({ shaky, sql, calm, assessment, expected }) => {
      const gate = await gateBefore(sql, "new.ordinal > 250");
      const first = score(await shaky(), assessment);
      await until(async () => (await waitingForLocks(sql)).length === 2);
      const second = score(await shaky({ batchSize: 4, staleRunMs: 0 }), assessment);
      await until(async () => (await waitingForLocks(sql)).length === 4);
      await gate.open();
      const [taken, scored] = await Promise.all([first, second]);
      expect([taken.run.status, scored.run.status]).toEqual(["failed", "succeeded"]);
      expect(await outcomeOf(calm, assessment, scored)).toEqual(expected);
    });
  });

  test("and one has counted what the other did not know of: its run covers that too", async () => {
    await withScene({}, async ({ proxy, shaky, calm, assessment, responses }) => {
      const late = Promise.withResolvers<void>();
      const isHeld = Promise.withResolvers<void>();
      proxy.rule = (statement) => {
        if (!statement.includes('insert into "runs"')) return "pass";
        isHeld.resolve();
        return late.promise;
      };
      const slow = score(await shaky(), assessment);
      await isHeld.promise;
      await givenResponses(calm, assessment, mixedResponses(responses.length + 120));
      const quick = await score(calm, assessment);
      late.resolve();
      const scored = await slow;
      expect(scored.run).toMatchObject({
        upto: 1_120,
        counts: { total: 1_120, scored: 1_120 },
        digest: quick.run.digest,
      });
      const seen = await outcomeOf(calm, assessment, scored);
      expect(seen).toEqual(await outcomeOf(calm, assessment, quick));
      expect(JSON.parse(seen.results)).toHaveLength(1_120);
    });
  });
});

interface Gate {
  open(): Promise<void>;
}

/** Holds every statement that would write such results, until it is opened. */
async function gateBefore(sql: Scene["sql"], when: string): Promise<Gate> {
  const keeper = await sql.reserve();
  await keeper`select pg_advisory_lock(1)`;
  await plantFault(sql, {
    table: "results",
    when,
    act: "perform pg_advisory_xact_lock_shared(1)",
  });
  return {
    open: async () => {
      await keeper`select pg_advisory_unlock(1)`;
      keeper.release();
    },
  };
}

/** Backends that wait at the gate, or for one that does. */
async function waitingForLocks(sql: Scene["sql"]): Promise<number[]> {
  const rows = await sql`
    select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return rows.map((row) => row["pid"] as number);
}
