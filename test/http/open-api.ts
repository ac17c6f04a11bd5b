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
import { testCache } from "../support/test-cache.ts";

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Api {
  readonly deps: Deps;
  readonly key: string;
  /** What was logged at level warn and above. */
  readonly logged: LogLine[];
  readonly observed: Observation[];
  /** With the key, unless `init` has an Authorization header. */
  send(path: string, init?: RequestInit, deps?: Deps): Promise<Response>;
  /** A JSON body, and the key. */
  sendJson(method: string, path: string, body: unknown): Promise<Response>;
  close(): Promise<void>;
}

/** A busy machine takes this long to open a database. */
export const OPENING_MS = 60_000;

const KEY = "test-key-of-at-least-32-characters";

export async function openApi(options: { readonly logger?: Logger } = {}): Promise<Api> {
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
    metrics: null,
    rateLimit: null,
    isPassingFault,
  };
  await makeFirstKey(deps, { bootstrapKey: KEY });

  const send: Api["send"] = async (path, init = {}, own = deps) => {
    const headers = new Headers(init.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${KEY}`);
    return await app.request(path, { ...init, headers }, own);
  };
  return {
    deps,
    key: KEY,
    logged,
    observed,
    send,
    sendJson: (method, path, body) =>
      send(path, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    close: () => database.close(),
  };
}
