/**
 * Assay on Cloudflare Workers.
 *
 * @module
 */

import { app } from "#http/app.ts";
import type { Deps } from "#usecase/deps.ts";
import { sweepInvalidations } from "#usecase/sweep-invalidations.ts";

import { afterBody, type Watched } from "./after-body.ts";
import { type Isolate, openIsolate } from "./isolate.ts";
import { openHyperdrive } from "./open-hyperdrive.ts";
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

    const { db, close } = openHyperdrive(bindings.HYPERDRIVE.connectionString);
    const answered = answer(request, kept.depsOf(db));
    // What a caller no longer waits for may still end, and its connections with it.
    context.waitUntil(closeAfter(answered, close));
    return (await answered).response;
  },

  /** By cron: tells the cache what it is still owed. */
  async scheduled(_, bindings) {
    const kept = isolateOf(bindings);
    if (kept === null) return;
    const { db, close } = openHyperdrive(bindings.HYPERDRIVE.connectionString);
    try {
      await sweepInvalidations(kept.depsOf(db));
    } finally {
      await close();
    }
  },
} satisfies ExportedHandler<Bindings>;

async function answer(request: Request, deps: Deps): Promise<Watched> {
  return afterBody(await app.fetch(request, deps));
}

async function closeAfter(answered: Promise<Watched>, close: () => Promise<void>): Promise<void> {
  try {
    await (
      await answered
    ).sent;
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
