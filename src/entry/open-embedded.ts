/**
 * The embedded database: PGlite in a folder that this process alone may use.
 *
 * @module
 */

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";

import { err, ok, type Result } from "#result";
import { migrate } from "#store/migrate.ts";

import { lockFolder } from "./lock-folder.ts";
import type { OpenDatabase } from "./open-database.ts";

export async function openEmbedded(dataDir: string): Promise<Result<OpenDatabase, string>> {
  const folder = resolve(dataDir);
  const made = makeFolder(folder);
  if (!made.ok) return made;
  const unlock = lockFolder(folder);
  if (unlock === null) {
    return err(`Another process uses the data in ${folder}. Stop it, or set DATA_DIR.`);
  }

  const client = await PGlite.create(join(folder, "postgres"));
  const db = drizzle(client);
  await migrate(db);
  const close = async (): Promise<void> => {
    await client.close();
    unlock();
  };
  return ok({ db, where: folder, close });
}

function makeFolder(folder: string): Result<void, string> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return ok(undefined);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return err(`DATA_DIR cannot be made: ${why}.`);
  }
}
