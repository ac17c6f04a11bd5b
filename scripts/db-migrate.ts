/**
 * `npm run db:migrate`: applies the migrations that the database lacks. The
 * server does so itself when it starts; this is for where it must not.
 *
 * @module
 */

import { migrate } from "#store/migrate.ts";

import { openUnmigrated } from "./open-unmigrated.ts";

const { db, close } = await openUnmigrated();
try {
  await migrate(db);
  console.log("The database is up to date.");
} finally {
  await close();
}
