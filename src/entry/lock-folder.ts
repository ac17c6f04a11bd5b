/**
 * Keeps a second process out of a folder: PGlite would let it in and the two
 * would spoil each other's files.
 *
 * The lock is SQLite's on an empty database: the operating system takes it back
 * when the process ends, however it ends. A file that holds a process id would
 * outlive a crash, and the id might by then be another's.
 *
 * @module
 */

import { Database } from "bun:sqlite";
import { join } from "node:path";

/** A function that lets go again, or null where another process holds the folder. */
export function lockFolder(folder: string): (() => void) | null {
  const lock = new Database(join(folder, "lock"), { create: true });
  try {
    lock.run("PRAGMA locking_mode = EXCLUSIVE");
    lock.run("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY") return null;
    throw error;
  }
  return () => lock.close();
}
