/**
 * One Redis behind REST for all targets of this process.
 *
 * @module
 */

import { type RedisRest, serveRedisRest } from "./redis-rest.ts";
import { startRedis } from "./redis.ts";

let shared: Promise<RedisRest> | undefined;

/** The one that all targets of this process use. */
export function sharedRedisRest(): Promise<RedisRest> {
  shared ??= startRedis().then(({ url }) => serveRedisRest(url));
  return shared;
}

/**
 * Emptied, for the next database has the same names in it as the one before.
 *
 * @returns The settings that lead to it.
 */
export async function emptyRedisRest(): Promise<Record<string, string>> {
  const rest = await sharedRedisRest();
  await rest.send("FLUSHALL");
  return { UPSTASH_REDIS_REST_URL: rest.url, UPSTASH_REDIS_REST_TOKEN: rest.token };
}
