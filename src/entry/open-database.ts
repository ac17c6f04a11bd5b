import type { Db } from "#store/db.ts";

/** A database that is open and migrated. */
export interface OpenDatabase {
  readonly db: Db;
  /** In words without secrets. */
  readonly where: string;
  readonly close: () => Promise<void>;
}
