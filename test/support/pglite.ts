/**
 * PGlite for tests: migrated once a process, then copied.
 *
 * @module
 */

import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";

import { migrate } from "#store/migrate.ts";

let migrated: Promise<Blob> | undefined;

/** A fresh, migrated PGlite in memory. */
export async function openPglite(): Promise<PGlite> {
  migrated ??= dumpMigrated();
  const client = new PGlite({ loadDataDir: await migrated });
  await client.waitReady;
  return client;
}

async function dumpMigrated(): Promise<Blob> {
  const client = new PGlite();
  await migrate(drizzle(client));
  const dump = await client.dumpDataDir("none");
  await client.close();
  return dump;
}
