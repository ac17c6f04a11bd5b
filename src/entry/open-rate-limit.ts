/**
 * The limit of requests: counted in Upstash Redis where it is set, for all
 * processes together; in this process's memory otherwise.
 *
 * @module
 */

import type { Log, RateLimit } from "#usecase/deps.ts";

import { LeasedRateLimit } from "./leased-rate-limit.ts";
import { memoryRateLimit } from "./memory-rate-limit.ts";
import { openRedisCounter } from "./redis-counter.ts";
import type { Settings } from "./settings.ts";

const WINDOW_SECONDS = 60;

type RateSettings = Pick<
  Settings,
  "RATE_LIMIT_PER_MINUTE" | "UPSTASH_REDIS_REST_URL" | "UPSTASH_REDIS_REST_TOKEN"
>;

/** null where nothing is counted. */
export function openRateLimit(settings: RateSettings, log: Log): RateLimit | null {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings;
  if (settings.RATE_LIMIT_PER_MINUTE === 0) return null;
  const inMemory = memoryRateLimit(settings.RATE_LIMIT_PER_MINUTE, WINDOW_SECONDS);
  if (url === undefined || token === undefined) return inMemory;
  return new LeasedRateLimit({
    count: openRedisCounter({ url, token }, { windowMs: WINDOW_SECONDS * 1000 }),
    fallback: inMemory,
    now: Date.now,
    onChange: (isAway) =>
      log(isAway ? "warn" : "info", isAway ? "rate_limit_away" : "rate_limit_back"),
  });
}
