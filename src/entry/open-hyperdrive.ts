/**
 * PostgreSQL through Hyperdrive, for one request.
 *
 * @module
 */

import { drizzle } from "drizzle-orm/postgres-js";

import type { Db } from "#store/db.ts";

import { openPool } from "./postgres-client.ts";

/** The platform lets a request have six; one is kept for the cache. */
const CONNECTIONS = 5;

/** Connects with the first statement; a request that asks nothing opens nothing. */
export function openHyperdrive(connectionString: string): {
  readonly db: Db;
  readonly close: () => Promise<void>;
} {
  const sql = openPool(connectionString, { connections: CONNECTIONS });
  return { db: drizzle(sql), close: () => sql.end({ timeout: 5 }) };
}
