/**
 * The database that the service would open, as it is: nothing is migrated.
 *
 * @module
 */

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { lockFolder } from "#entry/lock-folder.ts";
import { readSettings } from "#entry/settings.ts";
import type { Db } from "#store/db.ts";

export interface Unmigrated {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/** @throws One line that says what is wrong with the settings or the folder. */
export async function openUnmigrated(): Promise<Unmigrated> {
  const settings = readSettings(process.env);
  if (!settings.ok) throw new Error(settings.error);

  const { DATABASE_URL: url, DATA_DIR: folder } = settings.value;
  if (url === undefined) return await openFolder(resolve(folder));
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return { db: drizzlePostgres(sql), close: () => sql.end() };
}

async function openFolder(folder: string): Promise<Unmigrated> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  if (unlock === null) throw new Error(`Another process uses the data in ${folder}.`);

  const client = await PGlite.create(join(folder, "postgres"));
  const close = async () => {
    await client.close();
    unlock();
  };
  return { db: drizzlePglite(client), close };
}
