/**
 * The service as a Cloudflare Worker: the real runtime, in a process of its own,
 * with PostgreSQL through Hyperdrive's local stand-in.
 *
 * @module
 */

import { convertV4MiniflareOptions, Miniflare } from "miniflare";

import { makeFirstKey } from "#usecase/make-first-key.ts";

import { childrenOf } from "./process-facts.ts";
import { openOnPostgres } from "./databases.ts";
import { createPostgresDatabase } from "./postgres.ts";
import { emptyRedisRest } from "./shared-redis.ts";
import { type GivenSettings, type LogLine, type OpenTarget, senders, TEST_KEY } from "./target.ts";
import { workerBundle } from "./worker-bundle.ts";

export interface Worker extends OpenTarget {
  readonly origin: URL;
  /** What its database knows of connections to it, but for the test's own. */
  connections(): Promise<number>;
  /** The runtime's, which is a child of this process. */
  readonly pid: number;
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
  const before = childrenOf(process.pid);
  const origin = await miniflare.ready;
  const [pid] = childrenOf(process.pid).filter((child) => !before.includes(child));
  if (pid === undefined) throw new Error("the runtime is no child of this process");
  return {
    key: TEST_KEY,
    db: direct.db,
    logged,
    origin,
    pid,
    connections: async () => {
      const [row] = await direct.sql`select count(*)::int as count from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      return Number(row?.["count"]);
    },
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
