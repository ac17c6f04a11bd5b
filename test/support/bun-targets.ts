/**
 * The service on Bun, behind the real server: over PGlite with the cache in
 * memory, and over PostgreSQL with the cache in Redis.
 *
 * @module
 */

import { openDeps } from "#entry/open-deps.ts";
import { openRateLimit } from "#entry/open-rate-limit.ts";
import { serve } from "#entry/serve.ts";
import { readSettings } from "#entry/settings.ts";
import type { Deps, Log } from "#usecase/deps.ts";
import { makeFirstKey } from "#usecase/make-first-key.ts";

import { openApi } from "../http/open-api.ts";
import { openOnPostgres } from "./databases.ts";
import { must } from "./must.ts";
import { createPostgresDatabase } from "./postgres.ts";
import { emptyRedisRest } from "./shared-redis.ts";
import { type GivenSettings, type LogLine, type OpenTarget, senders, TEST_KEY } from "./target.ts";

export async function openBunOnPglite(settings: GivenSettings): Promise<OpenTarget> {
  const api = await openApi();
  const deps = {
    ...api.deps,
    rateLimit: openRateLimit(must(readSettings(settings)), api.deps.log),
  };
  return await served(deps, api);
}

export async function openBunOnPostgres(settings: GivenSettings): Promise<OpenTarget> {
  const url = await createPostgresDatabase();
  const logged: LogLine[] = [];
  const environment = { DATABASE_URL: url, ...(await emptyRedisRest()), ...settings };
  const opened = must(await openDeps(must(readSettings(environment)), keptIn(logged)));
  const direct = await openOnPostgres(url, { connections: 1 });
  const close = async (): Promise<void> => {
    await opened.close();
    await direct.close();
  };
  return await served(opened.deps, { db: direct.db, logged, close });
}

async function served(
  deps: Deps,
  below: Pick<OpenTarget, "db" | "logged" | "close">,
): Promise<OpenTarget> {
  const { db, logged } = below;
  await makeFirstKey({ db }, { bootstrapKey: TEST_KEY });
  const server = must(serve(deps, { hostname: "127.0.0.1", port: 0, tracing: null }));
  return {
    key: TEST_KEY,
    db,
    logged,
    ...senders((path, init) => fetch(new URL(path, server.url), init)),
    close: async () => {
      await server.stop(true);
      await below.close();
    },
  };
}

function keptIn(lines: LogLine[]): Log {
  return (level, event, fields = {}) => {
    if (level === "warn" || level === "error") lines.push({ level, event, fields });
  };
}
