/**
 * The databases that the store must serve alike, and one suite run on each.
 *
 * @module
 */

import type { Logger } from "drizzle-orm";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import type postgres from "postgres";

import { openPool } from "#entry/postgres-client.ts";
import type { Db } from "#store/db.ts";

import { openPglite } from "./pglite.ts";
import { createPostgresDatabase } from "./postgres.ts";
import { testsNeeding } from "./tests-needing.ts";

export type DatabaseKind = "PGlite" | "PostgreSQL";

export interface TestDatabase {
  readonly kind: DatabaseKind;
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/** A fresh, migrated database of the kind. */
export async function openDatabase(
  kind: DatabaseKind,
  options: { readonly logger?: Logger } = {},
): Promise<TestDatabase> {
  return kind === "PGlite"
    ? await openOnPglite(options)
    : await openOnPostgres(await createPostgresDatabase(), options);
}

async function openOnPglite(options: { readonly logger?: Logger }): Promise<TestDatabase> {
  const client = await openPglite();
  return { kind: "PGlite", db: drizzlePglite(client, options), close: () => client.close() };
}

/**
 * Connects to a database that is there. It closes within a second: without a
 * limit, the driver waits for ever for a connection that the server has cut.
 */
export async function openOnPostgres(
  url: string,
  options: { readonly logger?: Logger; readonly connections?: number } = {},
): Promise<TestDatabase & { readonly sql: postgres.Sql }> {
  const { connections = 8, ...config } = options;
  const sql = openPool(url, { connections });
  return {
    kind: "PostgreSQL",
    sql,
    db: drizzlePostgres(sql, config),
    close: () => sql.end({ timeout: 1 }),
  };
}

/**
 * Runs a suite on PGlite and on PostgreSQL, each with one database for all of
 * its tests. `database.db` is there inside tests and hooks only.
 */
export function describeOnEachDatabase(
  name: string,
  suite: (database: { readonly kind: DatabaseKind; readonly db: Db }) => void,
): void {
  for (const kind of ["PGlite", "PostgreSQL"] as const) {
    const { afterAll, beforeAll, describe } = testsNeeding(...(kind === "PGlite" ? [] : [kind]));
    describe(`${name}, on ${kind}`, () => {
      let opened: TestDatabase | undefined;
      beforeAll(async () => {
        opened = await openDatabase(kind);
      }, 60_000);
      afterAll(async () => {
        await opened?.close();
      });
      suite({
        kind,
        get db() {
          if (opened === undefined) throw new Error("the database opens before the first test");
          return opened.db;
        },
      });
    });
  }
}
