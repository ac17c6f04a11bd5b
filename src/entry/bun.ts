/**
 * Assay on Bun: one process, one pool, opened once and shared by every request.
 *
 * @module
 */

import { helpText, readCommand } from "./command-line.ts";
import { prepare } from "./first-start.ts";
import { openLog } from "./log.ts";
import { openDeps } from "./open-deps.ts";
import { openTracing } from "./open-tracing.ts";
import { serve, stopServing } from "./serve.ts";
import { readSettings } from "./settings.ts";
import { startSweeping } from "./sweep.ts";
import { welcome } from "./welcome.ts";

const WRONG_USE = 2;
const FAILED = 1;

const command = readCommand(Bun.argv.slice(2));
if (!command.ok) quit(command.error, WRONG_USE);
if (command.value === "help") {
  console.log(helpText());
  process.exit(0);
}

const read = readSettings(Bun.env);
if (!read.ok) quit(read.error, WRONG_USE);
const settings = read.value;
const untraced = openLog(settings.LOG_LEVEL);
const tracing = await openTracing(Bun.env, untraced);
const log = tracing?.traced(untraced) ?? untraced;

const opened = await openDeps(settings, log, tracing);
if (!opened.ok) quit(opened.error, FAILED);
const { deps, where, close } = opened.value;

const bootstrapKey = settings.BOOTSTRAP_KEY ?? null;
if (command.value === "once") {
  const key = await prepare(deps, bootstrapKey);
  console.log(welcome({ where, key, url: null }));
  await close();
  await tracing?.close();
  process.exit(0);
}

// Before the samples: a port that is in use should say so at once.
const serving = serve(deps, { hostname: settings.HOST, port: settings.PORT, tracing });
if (!serving.ok) {
  await close();
  quit(serving.error, FAILED);
}
const server = serving.value;
const stopSweeping = startSweeping(deps);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop());

const key = await prepare(deps, bootstrapKey);
console.log(welcome({ where, key, url: server.url.origin }));

/** The first signal lets requests end; a second one does not. */
async function stop(): Promise<void> {
  if (stopping) process.exit(FAILED);
  stopping = true;
  await stopServing(server);
  await stopSweeping();
  await close();
  await tracing?.close();
  process.exit(0);
}

function quit(line: string, code: number): never {
  console.error(line);
  process.exit(code);
}
