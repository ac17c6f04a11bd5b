/**
 * The cache: Upstash Redis where it is set, this process's memory otherwise.
 *
 * @module
 */

import type { Cache } from "#cache/cache.ts";
import { FrontCache } from "#cache/front-cache.ts";
import { MemoryCache } from "#cache/memory-cache.ts";
import { UpstashCache } from "#cache/upstash-cache.ts";
import type { Log } from "#usecase/deps.ts";

import type { Settings } from "./settings.ts";

/** Thousands of summaries, and a tenth of what a run may hold. */
const MEMORY_CHARACTERS = 16 * 1024 * 1024;

type CacheSettings = Pick<
  Settings,
  "CACHE_TTL_SECONDS" | "UPSTASH_REDIS_REST_URL" | "UPSTASH_REDIS_REST_TOKEN"
>;

interface CacheOptions {
  /** Whether requests may wait for what another has asked: not on Workers. */
  readonly sharesWork?: boolean;
  /** What a cache in memory may hold; 0 keeps nothing. */
  readonly memoryCharacters?: number;
}

export function openCache(
  settings: CacheSettings,
  log: Log,
  { sharesWork = false, memoryCharacters = MEMORY_CHARACTERS }: CacheOptions = {},
): FrontCache {
  return new FrontCache(cacheOf(settings, { sharesWork, memoryCharacters }), {
    now: Date.now,
    ttlSeconds: settings.CACHE_TTL_SECONDS,
    sharesFlights: sharesWork,
    onChange: (isAway) => log(isAway ? "warn" : "info", isAway ? "cache_away" : "cache_back"),
  });
}

function cacheOf(
  settings: CacheSettings,
  { sharesWork, memoryCharacters }: Required<CacheOptions>,
): Cache {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings;
  if (url === undefined || token === undefined) {
    return new MemoryCache({ now: Date.now, maxCharacters: memoryCharacters });
  }
  return new UpstashCache({ url, token, now: Date.now, sharesTrips: sharesWork });
}
