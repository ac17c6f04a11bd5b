/**
 * `npm run keys -- create|list|revoke`: keys without a server.
 *
 * @module
 */

import { KEYS_HELP, readKeysCommand } from "#entry/keys-command.ts";
import { openLog } from "#entry/log.ts";
import { openDeps } from "#entry/open-deps.ts";
import { reasonOf } from "#entry/reason-of.ts";
import { runKeys } from "#entry/run-keys.ts";
import { readSettings } from "#entry/settings.ts";

const WRONG_USE = 2;
const FAILED = 1;

const command = readKeysCommand(process.argv.slice(2));
if (!command.ok) quit(command.error, WRONG_USE);
if (command.value.verb === "help") {
  console.log(KEYS_HELP);
  process.exit(0);
}

const settings = readSettings(process.env);
if (!settings.ok) quit(settings.error, WRONG_USE);
const opened = await openDeps(settings.value, openLog(settings.value.LOG_LEVEL));
if (!opened.ok) {
  const embedded = settings.value.DATABASE_URL === undefined;
  const hint = " If a server runs on it, use /v1/keys over HTTP, or stop the server first.";
  quit(opened.error + (embedded ? hint : ""), FAILED);
}

const { deps, close } = opened.value;
try {
  const done = await runKeys(deps, command.value);
  if (done.ok) console.log(done.value);
  else fail(done.error);
} catch (error) {
  fail(`The database refused: ${reasonOf(error)}.`);
} finally {
  await close();
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = FAILED;
}

function quit(line: string, code: number): never {
  console.error(line);
  process.exit(code);
}
