/**
 * `npm run db:rollback`: undoes the newest migration, and what its tables hold.
 * Stop the servers first: one that starts migrates forward again.
 *
 * @module
 */

import { rollback } from "#store/migrate.ts";

import { openUnmigrated } from "./open-unmigrated.ts";

const { db, close } = await openUnmigrated();
try {
  const undone = await rollback(db);
  console.log(undone === null ? "There is no migration to undo." : `Undone: ${undone}.`);
} finally {
  await close();
}
