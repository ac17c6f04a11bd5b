/**
 * Failures planted inside PostgreSQL, as triggers on our tables.
 *
 * @module
 */

import type postgres from "postgres";

export interface PlantedFault {
  readonly table: "results" | "responses" | "dictionary" | "tallies";
  /** Of the row to insert, in SQL. */
  readonly when: string;
  /** What happens then, in PL/pgSQL. */
  readonly act: string;
  /** How often in all, those included that a rollback undid. */
  readonly times?: number;
}

/** Plants a fault before each row that is inserted; only one a table at a time. */
export async function plantFault(
  sql: postgres.Sql,
  { table, when, act, times = 2_147_483_647 }: PlantedFault,
): Promise<void> {
  await sql.unsafe(`
    -- A sequence, because rolling back does not take its numbers back.
    create sequence fault_on_${table};
    create function fault_on_${table}() returns trigger language plpgsql as $$
    begin
      if ${when} then
        if nextval('fault_on_${table}') <= ${times} then ${act}; end if;
      end if;
      return new;
    end $$;
    create trigger fault before insert on ${table}
      for each row execute function fault_on_${table}()`);
}

export async function pullFault(sql: postgres.Sql, table: PlantedFault["table"]): Promise<void> {
  await sql.unsafe(`
    drop trigger fault on ${table};
    drop function fault_on_${table};
    drop sequence fault_on_${table}`);
}

/** How often the fault has struck, or would have. */
export async function strikesOf(sql: postgres.Sql, table: PlantedFault["table"]): Promise<number> {
  const [row] = await sql.unsafe(
    `select case when is_called then last_value else 0 end::int as n from fault_on_${table}`,
  );
  return row?.["n"] as number;
}

/** For `act`: fails with this SQLSTATE. */
export function raise(sqlState: string): string {
  return `raise exception 'a planted fault' using errcode = '${sqlState}'`;
}
