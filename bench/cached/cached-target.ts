/**
 * Where a cached summary is read from: a runtime and its cache.
 *
 * Another one is another entry of `cachedTargets`: it opens on a database that
 * is empty, brings the tables itself, and says where it answers and to which key.
 *
 * @module
 */

import { startRedis } from "../../test/support/redis.ts";
import type { AssayClient } from "../support/assay-client.ts";
import { startAssay } from "../support/assay-server.ts";
import { freePort } from "../support/scratch-postgres.ts";

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
];

async function openBunWithMemory(databaseUrl: string): Promise<OpenTarget> {
  const assay = await startAssay({ DATABASE_URL: databaseUrl });
  return { assay, stop: () => assay.stop() };
}

async function openBunWithRedis(databaseUrl: string): Promise<OpenTarget> {
  const redis = await startRedisOverRest();
  const assay = await startAssay({ DATABASE_URL: databaseUrl, ...redis.settings });
  return {
    assay,
    async stop() {
      await assay.stop();
      await redis.stop();
    },
  };
}

interface RedisOverRest {
  /** As Assay is told of it. */
  readonly settings: Record<string, string>;
  stop(): Promise<void>;
}

/** Redis, and REST in front of it, each in a process of its own. */
export async function startRedisOverRest(): Promise<RedisOverRest> {
  const redis = await startRedis();
  const port = await freePort();
  const file = new URL("./redis-rest-process.ts", import.meta.url).pathname;
  const rest = Bun.spawn([process.execPath, file, redis.url, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { done } = await rest.stdout.getReader().read();
  if (done) throw new Error("REST in front of Redis did not start");
  return {
    settings: {
      UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`,
      UPSTASH_REDIS_REST_TOKEN: "bench",
    },
    async stop() {
      rest.kill();
      await rest.exited;
      await redis.stop();
    },
  };
}
