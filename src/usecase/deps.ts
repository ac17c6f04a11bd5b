/**
 * Everything that use cases reach for outside their own code, built once by
 * the entry.
 *
 * @module
 */

import type { FrontCache } from "#cache/front-cache.ts";
import type { Db } from "#store/db.ts";

import type { Lifetime } from "./lifetime.ts";
import type { Observation } from "./observation.ts";

export interface Deps {
  readonly db: Db;
  readonly cache: FrontCache;
  /** Wall clock, in milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly log: Log;
  /** Told of what happens; never fails, and never keeps anyone waiting. */
  readonly observe: (event: Observation) => void;
  /** null where the runtime keeps no figures. */
  readonly metrics: Metrics | null;
  readonly limits: Limits;
  readonly lifetime: Lifetime;
  /** null where requests are not counted. */
  readonly rateLimit: RateLimit | null;
  /**
   * Keeps what a request holds open until then: for an answer whose body is
   * still being read from the database when it is returned.
   */
  readonly keepOpen: (until: Promise<void>) => void;
  /** Whether a failure of the database may pass if the same is tried again. */
  readonly isPassingFault: (error: unknown) => boolean;
}

/** Writes one structured line. Fields never hold answers, keys or SQL. */
export type Log = (
  level: "debug" | "info" | "warn" | "error",
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

/** The figures of this process, for whoever collects them. */
export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

export interface Limits {
  /** Responses in a batch; null lets the size of the run decide. */
  readonly batchSize: number | null;
  /** Batches under way at once. */
  readonly lanes: number;
  /** Scores one batch at a time: the switch to roll parallel scoring back. */
  readonly sequential: boolean;
  /** What scoring may hold, by arithmetic: rows of all lanes and their counters. */
  readonly memoryLimitBytes: number;
  /** A run that has given no sign for this long is taken for dead, and its place taken. */
  readonly staleRunMs: number;
}

/** Counts what is asked with each key. */
export interface RateLimit {
  /** How many requests … */
  readonly requests: number;
  /** … in how long. */
  readonly seconds: number;
  readonly take: (key: number) => Promise<Taken>;
}

export interface Taken {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until all of them are there again. */
  readonly seconds: number;
}
