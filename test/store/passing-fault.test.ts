import { expect } from "bun:test";

import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { isPassingFault } from "#store/passing-fault.ts";
import { transaction } from "#store/transaction.ts";

import { openOnPostgres } from "../support/databases.ts";
import { createPostgresDatabase } from "../support/postgres.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { afterAll, beforeAll, describe, test } = testsNeeding("PostgreSQL");

let opened: Awaited<ReturnType<typeof openOnPostgres>>;
beforeAll(async () => {
  opened = await openOnPostgres(await createPostgresDatabase());
}, 60_000);
afterAll(() => opened.close());

describe("a fault of the database passes", () => {
  test("when the connection is cut in mid-statement", async () => {
    const { db } = opened;
    const cut = transaction(db, async (tx) => {
      await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
    });
    expect(isPassingFault(await failureOf(cut))).toBe(true);
  });

  test("when a statement takes too long", async () => {
    const { db } = opened;
    const late = transaction(db, async (tx) => {
      await tx.execute(sql`set local statement_timeout = 20`);
      await tx.execute(sql`select pg_sleep(5)`);
    });
    expect(isPassingFault(await failureOf(late))).toBe(true);
  });

  test("when two wait for each other", async () => {
    const { db } = opened;
    const lockBoth = (first: number, second: number) =>
      transaction(db, async (tx) => {
        await tx.execute(sql`set local deadlock_timeout = '100ms'`);
        await tx.execute(sql`select pg_advisory_xact_lock(${first}::bigint)`);
        await Bun.sleep(100);
        await tx.execute(sql`select pg_advisory_xact_lock(${second}::bigint)`);
      });

    const outcomes = await Promise.allSettled([lockBoth(1, 2), lockBoth(2, 1)]);

    const failed = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(failed.map((outcome) => isPassingFault(outcome.reason))).toEqual([true]);
  });

  test("when nobody listens", async () => {
    const client = postgres("postgres://postgres@127.0.0.1:1/none", { max: 1 });
    const refused = drizzle(client).execute(sql`select 1`);
    expect(isPassingFault(await failureOf(refused))).toBe(true);
    await client.end();
  });
});

describe("a fault of the statement stays", () => {
  test.each(["select 1 / 0", "select * from no_such_table", "select 'x'::int", "selec 1"])(
    "%s",
    async (statement) => {
      const { db } = opened;
      const failure = await failureOf(db.execute(sql.raw(statement)));
      expect(failure).toBeInstanceOf(Error);
      expect(isPassingFault(failure)).toBe(false);
    },
  );

  test("and what is no fault of a database", () => {
    for (const value of [null, undefined, "text", new Error("plain"), { code: "40001" }]) {
      expect(isPassingFault(value)).toBe(false);
    }
  });
});

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("nothing failed");
}
