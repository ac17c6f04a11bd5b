/**
 * Where a cached summary is read from: a runtime and its cache.
 *
 * Another one is another entry of `cachedTargets`: it opens on a database that
 * is empty, brings the tables itself, and says where it answers and to which key.
 *
 * @module
 */

import type { AssayClient } from "../support/assay-client.ts";
import { startAssay } from "../support/assay-server.ts";
import { startRedisOverRest } from "../support/scratch-redis.ts";
import { startWorker } from "../support/worker-server.ts";

export interface CachedTarget {
  readonly name: string;
  /** Whether the goals are about it. */
  readonly isJudged: boolean;
  open(databaseUrl: string): Promise<OpenTarget>;
}

export interface OpenTarget {
  readonly assay: AssayClient;
  stop(): Promise<void>;
}

export const cachedTargets: readonly CachedTarget[] = [
  { name: "Bun, memory", isJudged: false, open: openBunWithMemory },
  { name: "Bun, Redis over REST", isJudged: true, open: openBunWithRedis },
  { name: "workerd, Redis over REST", isJudged: false, open: openWorkerWithRedis },
];

/** Requests are counted, but more of them fit into a minute than are let through unless told. */
const RATE_LIMIT_PER_MINUTE = "1000000000";

async function openBunWithMemory(databaseUrl: string): Promise<OpenTarget> {
  const assay = await startAssay({ DATABASE_URL: databaseUrl, RATE_LIMIT_PER_MINUTE });
  return { assay, stop: () => assay.stop() };
}

async function openBunWithRedis(databaseUrl: string): Promise<OpenTarget> {
  const redis = await startRedisOverRest();
  const assay = await startAssay({
    DATABASE_URL: databaseUrl,
    RATE_LIMIT_PER_MINUTE,
    ...redis.settings,
  });
  return {
    assay,
    async stop() {
      await assay.stop();
      await redis.stop();
    },
  };
}

async function openWorkerWithRedis(databaseUrl: string): Promise<OpenTarget> {
  const redis = await startRedisOverRest();
  const assay = await startWorker(databaseUrl, redis.settings);
  return {
    assay,
    async stop() {
      await assay.stop();
      await redis.stop();
    },
  };
}
