/**
 * The whole service in this process, on a database of its own.
 *
 * @module
 */

import type { Logger } from "drizzle-orm";

import { app } from "#http/app.ts";
import { isPassingFault } from "#store/passing-fault.ts";
import type { Deps } from "#usecase/deps.ts";
import { makeFirstKey } from "#usecase/make-first-key.ts";
import { createLifetime } from "#usecase/lifetime.ts";
import type { Observation } from "#usecase/observation.ts";

import { openDatabase } from "../support/databases.ts";
import { type LogLine, type OpenTarget, senders, TEST_KEY } from "../support/target.ts";
import { testCache } from "../support/test-cache.ts";

/** What a test can reach into, beside sending to it. */
export interface Api extends OpenTarget {
  readonly deps: Deps;
  readonly logged: LogLine[];
  readonly observed: Observation[];
  send(path: string, init?: RequestInit, deps?: Deps): Promise<Response>;
}

/** A busy machine takes this long to open a database. */
export const OPENING_MS = 60_000;

export async function openApi(
  options: { readonly logger?: Logger; readonly metrics?: Deps["metrics"] } = {},
): Promise<Api> {
  const database = await openDatabase("PGlite", options);
  const observed: Observation[] = [];
  const logged: LogLine[] = [];
  const deps: Deps = {
    db: database.db,
    cache: testCache(),
    now: Date.now,
    log: (level, event, fields = {}) => {
      if (level === "warn" || level === "error") logged.push({ level, event, fields });
    },
    limits: {
      batchSize: null,
      lanes: 1,
      sequential: false,
      memoryLimitBytes: 256 * 1024 * 1024,
      staleRunMs: 30_000,
    },
    lifetime: createLifetime(),
    observe: (event) => void observed.push(event),
    metrics: options.metrics ?? null,
    rateLimit: null,
    keepOpen: () => {},
    isPassingFault,
  };
  await makeFirstKey(deps, { bootstrapKey: TEST_KEY });

  const { sendJson } = senders(async (path, init) => await app.request(path, init, deps));
  return {
    deps,
    db: deps.db,
    key: TEST_KEY,
    logged,
    observed,
    send: async (path, init, own = deps) =>
      await senders(async (to, sent) => await app.request(to, sent, own)).send(path, init),
    sendJson,
    close: () => database.close(),
  };
}
