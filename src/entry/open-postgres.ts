/**
 * PostgreSQL over a pool of connections.
 *
 * @module
 */

import { drizzle } from "drizzle-orm/postgres-js";

import { err, ok, type Result } from "#result";
import { migrate } from "#store/migrate.ts";

import type { OpenDatabase } from "./open-database.ts";
import { openPool } from "./postgres-client.ts";
import { reasonOf } from "./reason-of.ts";

export async function openPostgres(
  url: string,
  connections: number,
): Promise<Result<OpenDatabase, string>> {
  const sql = openPool(url, { connections });
  const db = drizzle(sql);
  try {
    await migrate(db);
  } catch (error) {
    await sql.end({ timeout: 1 });
    return err(`The database at ${placeOf(url)} cannot be used: ${reasonOf(error)}.`);
  }
  return ok({ db, where: placeOf(url), close: () => sql.end({ timeout: 5 }) });
}

/** Host and database: user and password stay out. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}
