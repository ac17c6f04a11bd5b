/**
 * The whole port to Postgres: both drivers fit it, and so does a transaction
 * on either.
 *
 * @module
 */

import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** Any Drizzle connection to Postgres, or a transaction on one. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** Runs one statement. postgres.js answers with an array of rows, PGlite with an object around one. */
export async function rowsOf<T>(db: Db, query: SQL): Promise<readonly T[]> {
  const result: unknown = await db.execute(query);
  if (Array.isArray(result)) return result as T[];
  return (result as { readonly rows: T[] }).rows;
}

/** As `rowsOf`, for a statement that answers with at most one row. */
export async function rowOf<T>(db: Db, query: SQL): Promise<T | null> {
  const [row] = await rowsOf<T>(db, query);
  return row ?? null;
}
