/**
 * Opens everything that use cases reach for: PostgreSQL where a URL is set, the
 * embedded database otherwise.
 *
 * @module
 */

import type { Result } from "#result";
import { ok } from "#result";
import { isPassingFault } from "#store/passing-fault.ts";
import type { Deps, Limits, Log } from "#usecase/deps.ts";
import { createLifetime } from "#usecase/lifetime.ts";
import { owedInvalidationCounter } from "#usecase/owed-invalidation-counter.ts";

import { openCache } from "./open-cache.ts";
import { openEmbedded } from "./open-embedded.ts";
import { openMetrics } from "./open-metrics.ts";
import { openPostgres } from "./open-postgres.ts";
import { openRateLimit } from "./open-rate-limit.ts";
import type { Tracing } from "./open-tracing.ts";
import type { OpenDatabase } from "./open-database.ts";
import { runLimits } from "./run-limits.ts";
import type { Settings } from "./settings.ts";

export interface OpenDeps {
  readonly deps: Deps;
  /** Where the data is, in words without secrets. */
  readonly where: string;
  readonly close: () => Promise<void>;
}

const LANES = 4;
/** PGlite has one connection. */
const LANES_EMBEDDED = 1;
const CONNECTIONS = 10;

/** Everything, opened and migrated; or one line that says why not. */
export async function openDeps(
  settings: Settings,
  log: Log,
  tracing: Pick<Tracing, "observe"> | null = null,
): Promise<Result<OpenDeps, string>> {
  const { DATABASE_URL: url } = settings;
  const lanes = settings.LANES ?? (url === undefined ? LANES_EMBEDDED : LANES);
  // Beside the lanes, requests that only read must still find a connection.
  const connections = Math.max(CONNECTIONS, lanes + 4);
  const opened =
    url === undefined
      ? await openEmbedded(settings.DATA_DIR)
      : await openPostgres(url, connections);
  if (!opened.ok) return opened;

  const deps = withDeps(opened.value, settings, runLimits(settings, lanes), log);
  return ok(tracing === null ? deps : alsoTraced(deps, tracing));
}

function withDeps(
  { db, where, close }: OpenDatabase,
  settings: Settings,
  limits: Limits,
  log: Log,
): OpenDeps {
  const { observe, metrics } = openMetrics(owedInvalidationCounter({ db }));
  const deps: Deps = {
    db,
    cache: openCache(settings, log, { sharesWork: true }),
    now: Date.now,
    log,
    observe,
    metrics,
    limits,
    lifetime: createLifetime(),
    rateLimit: openRateLimit(settings, log),
    // The pool is open as long as the process.
    keepOpen: () => {},
    isPassingFault,
  };
  return { deps, where, close };
}

function alsoTraced({ deps, ...rest }: OpenDeps, tracing: Pick<Tracing, "observe">): OpenDeps {
  const observe: Deps["observe"] = (event) => {
    deps.observe(event);
    tracing.observe(event);
  };
  return { ...rest, deps: { ...deps, observe } };
}
