import { expect } from "bun:test";

import { sql } from "drizzle-orm";

import { type Db, rowOf } from "#store/db.ts";
import { transaction } from "#store/transaction.ts";

import { openOnPostgres } from "../support/databases.ts";
import { createPostgresDatabase } from "../support/postgres.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { describe, test } = testsNeeding("PostgreSQL");

describe("a transaction whose connection is cut", () => {
  test("fails, and the only connection of the pool is made anew", async () => {
    const url = await createPostgresDatabase();
    const { db, close } = await openOnPostgres(url, { connections: 1 });
    const killer = await openOnPostgres(url, { connections: 1 });
    let committed = false;

    const cut = transaction(db, async (tx) => {
      const pid = await backendOf(tx);
      const asleep = tx.execute(sql`select pg_sleep(10)`).catch((error: unknown) => error);
      await killer.db.execute(sql`select pg_terminate_backend(${pid}::int)`);
      throw await asleep;
    }).then(() => (committed = true));

    await expect(cut).rejects.toThrow();
    expect(committed).toBe(false);
    await untilServed(db);
    expect(await rowOf<{ one: number }>(db, sql`select ${1}::int as one`)).toEqual({ one: 1 });
    await Promise.all([close(), killer.close()]);
  }, 20_000);

  test("by its own statement fails too, in a savepoint as well", async () => {
    const { db, close } = await openOnPostgres(await createPostgresDatabase(), { connections: 1 });

    const cut = transaction(db, (outer) =>
      transaction(outer, async (inner) => {
        await inner.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      }),
    );

    await expect(cut).rejects.toThrow();
    await untilServed(db);
    await close();
  }, 20_000);
});

async function backendOf(db: Db): Promise<number> {
  return (await rowOf<{ pid: number }>(db, sql`select pg_backend_pid() as pid`))?.pid ?? 0;
}

/** The driver fails the first query after a loss with the error that came before it. */
async function untilServed(db: Db): Promise<void> {
  await db.execute(sql`select 1`).catch(() => db.execute(sql`select 1`));
}
