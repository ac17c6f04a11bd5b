/**
 * Bringing a database's tables up to date, and back by one step.
 *
 * Migrations are generated into `drizzle/`; beside each lies a `.down.sql` that
 * undoes it.
 *
 * @module
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";

import { type Db, rowOf } from "./db.ts";
import { transaction } from "./transaction.ts";

const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url));

/** Any number that nothing else in the database locks. */
const LOCK = 7_238_116;

/**
 * Applies the migrations that are missing, all or none. Several processes may
 * start at once: one works, the others wait and then find nothing to do.
 *
 * Drizzle's own migrator takes no transaction, and so no lock that is sure to
 * be on its connection; the table it keeps is kept here as it would.
 */
export async function migrate(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    await lockMigrations(tx);
    await tx.execute(sql`create schema if not exists drizzle`);
    await tx.execute(sql`create table if not exists drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`);

    const newest = await newestMigration(tx);
    for (const migration of readMigrationFiles({ migrationsFolder })) {
      if (newest !== null && migration.folderMillis <= newest.created_at) continue;
      for (const statement of migration.sql) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at)
        values (${migration.hash}::text, ${migration.folderMillis}::bigint)`);
    }
  });
}

/**
 * Undoes the newest migration, with what its tables hold.
 *
 * @returns Its name, or null where there is none to undo.
 */
export async function rollback(db: Db): Promise<string | null> {
  return await transaction(db, async (tx) => {
    await lockMigrations(tx);
    const newest = await newestMigration(tx);
    if (newest === null) return null;

    const name = nameOf(newest.created_at);
    const down = readFileSync(`${migrationsFolder}/${name}.down.sql`, "utf8");
    for (const statement of down.split("--> statement-breakpoint")) {
      await tx.execute(sql.raw(statement));
    }
    await tx.execute(sql`delete from drizzle.__drizzle_migrations where id = ${newest.id}::int`);
    return name;
  });
}

/** Held to the end of the transaction, so a process that dies does not keep it. */
async function lockMigrations(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}::bigint)`);
  // "already exists, skipping" is no news.
  await tx.execute(sql`set local client_min_messages = warning`);
}

interface AppliedMigration {
  readonly id: number;
  /** Milliseconds since 1970, as the journal names it. */
  readonly created_at: number;
}

async function newestMigration(tx: Db): Promise<AppliedMigration | null> {
  const journal = await rowOf<{ exists: boolean }>(
    tx,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  );
  if (journal?.exists !== true) return null;
  return await rowOf<AppliedMigration>(
    tx,
    sql`select id, created_at::float8 as created_at from drizzle.__drizzle_migrations
        order by drizzle.__drizzle_migrations.created_at desc limit 1`,
  );
}

function nameOf(createdAt: number): string {
  const text = readFileSync(`${migrationsFolder}/meta/_journal.json`, "utf8");
  const journal = JSON.parse(text) as { entries: readonly { when: number; tag: string }[] };
  const entry = journal.entries.find(({ when }) => when === createdAt);
  if (entry === undefined) throw new RangeError("the newest migration is not of this version");
  return entry.tag;
}
