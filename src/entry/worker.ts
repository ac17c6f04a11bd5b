/**
 * Assay on Cloudflare Workers.
 *
 * @module
 */

import { app } from "#http/app.ts";

import { type Isolate, openIsolate } from "./isolate.ts";
import { openHyperdrive } from "./open-hyperdrive.ts";
import { sweepOnce } from "./sweep.ts";
import { workerLog } from "./worker-log.ts";

interface Bindings {
  readonly HYPERDRIVE: Hyperdrive;
  /** Vars and secrets: settings by their names. */
  readonly [setting: string]: unknown;
}

/** Made by the first request. It holds no socket and no promise: those die with their request. */
let isolate: Isolate | undefined;

// oxlint-disable-next-line import/no-default-export -- where the platform looks for handlers
export default {
  async fetch(request, bindings, context) {
    const kept = isolateOf(bindings);
    if (kept === null) return notConfigured();

    const database = openHyperdrive(bindings.HYPERDRIVE.connectionString);
    const held: Promise<void>[] = [];
    const deps = kept.depsOf(database, (until) => held.push(until));
    const answered = Promise.resolve(app.fetch(request, deps));
    // What a caller no longer waits for may still end, and its connections with it.
    context.waitUntil(closeAfter(answered, held, database.close));
    return await answered;
  },

  /** By cron: tells the cache what it is still owed. */
  async scheduled(_, bindings) {
    const kept = isolateOf(bindings);
    if (kept === null) return;
    const database = openHyperdrive(bindings.HYPERDRIVE.connectionString);
    try {
      await sweepOnce(kept.depsOf(database, () => {}));
    } finally {
      await database.close();
    }
  },
} satisfies ExportedHandler<Bindings>;

/** @param held What the answer, once it is there, keeps open. */
async function closeAfter(
  answered: Promise<Response>,
  held: readonly Promise<void>[],
  close: () => Promise<void>,
): Promise<void> {
  try {
    await answered;
    await Promise.all(held);
  } finally {
    await close();
  }
}

/** null where a setting is wrong; the log says which. */
function isolateOf(bindings: Bindings): Isolate | null {
  if (isolate !== undefined) return isolate;
  const opened = openIsolate(bindings);
  if (!opened.ok) {
    workerLog("error")("error", "settings_invalid", { reason: opened.error });
    return null;
  }
  isolate = opened.value;
  return isolate;
}

function notConfigured(): Response {
  const title = "Something went wrong on our side.";
  return Response.json(
    { type: "/problems/internal_error", title, status: 500 },
    { status: 500, headers: { "content-type": "application/problem+json" } },
  );
}
