/**
 * The service as a Cloudflare Worker: the real runtime, in a process of its own,
 * with PostgreSQL through Hyperdrive's local stand-in.
 *
 * @module
 */

import { convertV4MiniflareOptions, Miniflare } from "miniflare";

import { makeFirstKey } from "#usecase/make-first-key.ts";

import { openOnPostgres } from "./databases.ts";
import { createPostgresDatabase } from "./postgres.ts";
import { emptyRedisRest } from "./shared-redis.ts";
import { type GivenSettings, type LogLine, type OpenTarget, senders, TEST_KEY } from "./target.ts";
import { workerBundle } from "./worker-bundle.ts";

export interface Worker extends OpenTarget {
  readonly origin: URL;
  /** Of its database, not by way of Hyperdrive. */
  readonly databaseUrl: string;
  /** Runs what cron would. */
  tick(): Promise<void>;
}

interface Place {
  /** Stands between Hyperdrive and the database. */
  readonly between?: (databaseUrl: string) => Promise<string>;
}

export async function openWorker(
  settings: GivenSettings,
  { between = async (url) => url }: Place = {},
): Promise<Worker> {
  const databaseUrl = await createPostgresDatabase();
  const direct = await openOnPostgres(databaseUrl, { connections: 1 });
  await makeFirstKey({ db: direct.db }, { bootstrapKey: TEST_KEY });

  const logged: LogLine[] = [];
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...(await workerBundle()),
      modules: true,
      cf: false,
      hyperdrives: { HYPERDRIVE: await between(databaseUrl) },
      bindings: { ...(await emptyRedisRest()), ...settings },
      unsafeTriggerHandlers: true,
      handleStructuredLogs: ({ level, message }) => {
        if (level === "warn" || level === "error") logged.push(lineOf(level, message));
      },
    }),
  );
  const origin = await miniflare.ready;
  return {
    key: TEST_KEY,
    db: direct.db,
    logged,
    origin,
    databaseUrl,
    ...senders((path, init) => fetch(new URL(path, origin), init)),
    tick: async () => {
      const done = await fetch(new URL("/cdn-cgi/local/scheduled", origin));
      if (!done.ok) throw new Error(`cron failed: ${await done.text()}`);
    },
    close: async () => {
      await miniflare.dispose();
      await direct.close();
    },
  };
}

/** The runtime prints objects as a console does. */
function lineOf(level: string, message: string): LogLine {
  const event = /\bmsg: '([^']*)'/.exec(message)?.[1] ?? message;
  return { level, event, fields: { message } };
}
