/**
 * Assay as a Cloudflare Worker: the real runtime, in a process of its own.
 *
 * @module
 */

import { drizzle } from "drizzle-orm/postgres-js";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

import { openPool } from "#entry/postgres-client.ts";
import { migrate } from "#store/migrate.ts";
import { makeFirstKey } from "#usecase/make-first-key.ts";

import { workerBundle } from "../../test/support/worker-bundle.ts";
import { type AssayClient, assayAt } from "./assay-client.ts";

const KEY = "bench-key-bench-key-bench-key-bench-key";

export interface AssayWorker extends AssayClient {
  stop(): Promise<void>;
}

/** @param bindings Vars and secrets. */
export async function startWorker(
  databaseUrl: string,
  bindings: Record<string, string>,
): Promise<AssayWorker> {
  await prepare(databaseUrl);
  const url = new URL(databaseUrl);
  // Hyperdrive's local stand-in wants one; this PostgreSQL trusts everyone.
  if (url.password === "") url.password = "none";
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...(await workerBundle()),
      modules: true,
      cf: false,
      hyperdrives: { HYPERDRIVE: url.href },
      bindings: { LOG_LEVEL: "error", ...bindings },
    }),
  );
  const { origin } = await miniflare.ready;
  return { ...assayAt(origin, KEY), stop: () => miniflare.dispose() };
}

/** What is done out of band where a Worker serves. */
async function prepare(databaseUrl: string): Promise<void> {
  const sql = openPool(databaseUrl, { connections: 1 });
  const db = drizzle(sql);
  await migrate(db);
  await makeFirstKey({ db }, { bootstrapKey: KEY });
  await sql.end();
}
