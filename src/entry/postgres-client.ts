/**
 * A pool of connections to PostgreSQL.
 *
 * @module
 */

import postgres from "postgres";

export interface PoolOptions {
  readonly connections: number;
}

/**
 * Drizzle runs every statement through `unsafe` and tells it not to prepare:
 * each one then costs a second round trip and is planned anew. The statements
 * of this program are few and their texts do not vary, so all are prepared,
 * once a connection.
 */
export function openPool(url: string, { connections }: PoolOptions): postgres.Sql {
  const sql = postgres(url, {
    max: connections,
    connect_timeout: 10,
    // Notices such as "relation exists, skipping" are not for the log.
    onnotice: () => {},
    // Arrays are read as text and parsed by Drizzle: no question about types for each connection.
    fetch_types: false,
    connection: { application_name: "assay" },
  });
  const unprepared = sql.unsafe.bind(sql);
  sql.unsafe = (text, parameters, options) =>
    parameters === undefined || parameters.length === 0
      ? unprepared(text, parameters, options)
      : unprepared(text, parameters, { ...options, prepare: true });
  return sql;
}
