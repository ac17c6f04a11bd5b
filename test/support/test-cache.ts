import type { Cache } from "#cache/cache.ts";
import { FrontCache } from "#cache/front-cache.ts";
import { MemoryCache } from "#cache/memory-cache.ts";

/** A front of the test's own over a cache, a new one in memory unless told. */
export function testCache(cache: Cache = testMemory()): FrontCache {
  return new FrontCache(cache, {
    now: Date.now,
    ttlSeconds: 3_600,
    onChange: () => {},
  });
}

function testMemory(): Cache {
  return new MemoryCache({ now: Date.now, maxCharacters: 1_000_000 });
}
