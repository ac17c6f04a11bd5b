import { expect } from "bun:test";

import { drizzle } from "drizzle-orm/postgres-js";
import { sql } from "drizzle-orm";

import { openPool } from "#entry/postgres-client.ts";

import { createPostgresDatabase } from "../support/postgres.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { test } = testsNeeding("PostgreSQL");

test("a statement is prepared once a connection, and runs from then on", async () => {
  const pool = openPool(await createPostgresDatabase(), { connections: 1 });
  try {
    const db = drizzle(pool);
    for (const number of [1, 2, 3]) {
      expect([...(await db.execute(sql`select ${number}::int as number`))]).toEqual([{ number }]);
    }
    const prepared = await pool`
      select generic_plans + custom_plans as runs from pg_prepared_statements
      where statement = 'select $1::int as number'`;
    expect([...prepared].map((row) => Number(row["runs"]))).toEqual([3]);
  } finally {
    await pool.end({ timeout: 1 });
  }
});
