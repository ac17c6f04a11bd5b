import { sql } from "drizzle-orm";

import { type Db, rowOf } from "#store/db.ts";

/** Bytes of what is stored of a revision's counts: of all, of scales and of groups. */
export async function storedTally(
  db: Db,
  { tenant, id }: { readonly tenant: number; readonly id: string },
  revision: number,
): Promise<Uint8Array> {
  const row = await rowOf<{ state: Uint8Array }>(
    db,
    sql`select state from tallies where revision = ${revision}::int and assessment =
        (select key from assessments where tenant = ${tenant}::int and id = ${id}::text)`,
  );
  if (row === null) throw new RangeError("no tally");
  return Uint8Array.from(row.state);
}
