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
import { interruptRuns } from "#store/runs.ts";

import { lockFolder } from "./lock-folder.ts";
import type { OpenDatabase } from "./open-database.ts";
import { reasonOf } from "./reason-of.ts";

export async function openEmbedded(dataDir: string): Promise<Result<OpenDatabase, string>> {
  const folder = resolve(dataDir);
  const locked = lockedFolder(folder);
  if (!locked.ok) return locked;
  const unlock = locked.value;

  try {
    const client = await PGlite.create(join(folder, "postgres"));
    const db = drizzle(client);
    await migrate(db);
    await interruptRuns(db);
    const close = async (): Promise<void> => {
      await client.close();
      unlock();
    };
    return ok({ db, where: folder, close });
  } catch (error) {
    unlock();
    return err(`The data in ${folder} cannot be opened: ${reasonOf(error)}.`);
  }
}

/** The folder, made where it was not there, and held by this process until the function is called. */
function lockedFolder(folder: string): Result<() => void, string> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(folder);
    if (unlock !== null) return ok(unlock);
    return err(`Another process uses the data in ${folder}. Stop it, or set DATA_DIR.`);
  } catch (error) {
    return err(`The folder ${folder} of DATA_DIR cannot be used: ${reasonOf(error)}.`);
  }
}
