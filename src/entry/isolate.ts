/**
 * What a Worker keeps between requests: settings, compiled plans, known codes
 * and keys. Only data: a promise or a socket of one request is no other's.
 *
 * @module
 */

import { ok, type Result } from "#result";
import { isPassingFault } from "#store/passing-fault.ts";
import type { Deps, Log } from "#usecase/deps.ts";
import { createLifetime } from "#usecase/lifetime.ts";

import { openCache } from "./open-cache.ts";
import { openRateLimit } from "./open-rate-limit.ts";
import { runLimits } from "./run-limits.ts";
import { readSettings } from "./settings.ts";
import { workerLog } from "./worker-log.ts";

export interface Isolate {
  /** What one request reaches for. */
  readonly depsOf: (database: Pick<Deps, "db">, keepOpen: Deps["keepOpen"]) => Deps;
}

/** Of the 128 MB of an isolate: the rest is for bodies, code books and plans. */
const MEMORY_LIMIT_MB = "32";
/** Of the five connections of a request one is free for what is not a batch. */
const LANES = 4;

/** @returns One line that says which setting is wrong. */
export function openIsolate(bindings: Readonly<Record<string, unknown>>): Result<Isolate, string> {
  const read = readSettings({ MEMORY_LIMIT_MB, ...textsOf(bindings) });
  if (!read.ok) return read;

  const settings = read.value;
  const log = workerLog(settings.LOG_LEVEL);
  const lifetime = createLifetime({ plans: 2, codeBooks: 2 });
  const kept = {
    // Without Redis nothing is kept: no isolate would learn what another has made stale.
    cache: openCache(settings, log, { memoryCharacters: 0 }),
    now: Date.now,
    log,
    limits: runLimits(settings, Math.min(LANES, settings.LANES ?? LANES)),
    rateLimit: openRateLimit(settings, log),
    observe: observer(log),
    // An isolate comes and goes: its figures would be of nothing.
    metrics: null,
    isPassingFault,
  };
  return ok({
    depsOf: (database, keepOpen) => ({
      ...kept,
      keepOpen,
      // Looked at only when it is needed: looking opens it.
      get db() {
        return database.db;
      },
      lifetime: { ...lifetime, runs: new Map(), submissions: new Map() },
    }),
  });
}

/** The platform's store of logs counts what Prometheus counts elsewhere. */
function observer(log: Log): Deps["observe"] {
  return (event) => {
    // Those two are in the line of their request.
    if (event.kind !== "request" && event.kind !== "cache") log("info", "observed", { ...event });
  };
}

/** Bindings that are settings: all that are text. */
function textsOf(bindings: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(bindings)) {
    if (typeof value === "string") texts[name] = value;
  }
  return texts;
}
