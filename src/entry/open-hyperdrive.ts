/**
 * PostgreSQL through Hyperdrive, for one request.
 *
 * @module
 */

import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";

import type { Db } from "#store/db.ts";

import { openPool } from "./postgres-client.ts";

/** The platform lets a request have six; one is kept for the cache. */
const CONNECTIONS = 5;

export interface RequestDatabase {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/** A request that asks nothing opens nothing: the pool is made with the first look at `db`. */
export function openHyperdrive(connectionString: string): RequestDatabase {
  let pool: { readonly sql: Sql; readonly db: Db } | undefined;
  return {
    get db() {
      pool ??= connect(connectionString);
      return pool.db;
    },
    close: async () => await pool?.sql.end({ timeout: 5 }),
  };
}

function connect(connectionString: string): { readonly sql: Sql; readonly db: Db } {
  const sql = openPool(connectionString, { connections: CONNECTIONS });
  return { sql, db: drizzle(sql) };
}
