/**
 * One Redis behind REST for all targets of this process.
 *
 * @module
 */

import { type RedisRest, serveRedisRest } from "./redis-rest.ts";
import { startRedis } from "./redis.ts";

let shared: Promise<RedisRest> | undefined;

/**
 * Emptied, for the next database has the same names in it as the one before.
 *
 * @returns The settings that lead to it.
 */
export async function emptyRedisRest(): Promise<Record<string, string>> {
  shared ??= startRedis().then(({ url }) => serveRedisRest(url));
  const rest = await shared;
  await rest.send("FLUSHALL");
  return { UPSTASH_REDIS_REST_URL: rest.url, UPSTASH_REDIS_REST_TOKEN: rest.token };
}
