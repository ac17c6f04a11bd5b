import { type SQL, sql } from "drizzle-orm";

/**
 * A timestamp as RFC 3339 in UTC: to the microsecond, no trailing zeros, so it
 * reads as it was submitted whatever the session's time zone.
 */
export function instantText(instant: SQL): SQL {
  const exact = sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;
  return sql`rtrim(rtrim(${exact}, '0'), '.') || 'Z'`;
}
