/**
 * A Redis of one's own for the length of a bench, and REST in front of it, each
 * in a process of its own.
 *
 * @module
 */

import { startRedis } from "../../test/support/redis.ts";
import { freePort } from "./scratch-postgres.ts";

export interface RedisOverRest {
  /** As Assay is told of it. */
  readonly settings: Record<string, string>;
  stop(): Promise<void>;
}

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
