/**
 * The limit of requests, counted in this process's memory. A server of several
 * processes lets through as many times more.
 *
 * @module
 */

import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

import type { RateLimit } from "#usecase/deps.ts";

const WINDOW_SECONDS = 60;

/** @param requests What one key may ask in a minute; 0 is no limit. */
export function openRateLimit(requests: number): RateLimit | null {
  if (requests === 0) return null;
  const limiter = new RateLimiterMemory({ points: requests, duration: WINDOW_SECONDS });
  return {
    requests,
    seconds: WINDOW_SECONDS,
    async take(key) {
      const { count, allowed } = await counted(limiter, key);
      const seconds = Math.max(1, Math.ceil(count.msBeforeNext / 1000));
      return { allowed, remaining: count.remainingPoints, seconds };
    },
  };
}

/** The library rejects with the count where it is too high. */
async function counted(limiter: RateLimiterMemory, key: number) {
  try {
    return { count: await limiter.consume(key), allowed: true };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { count: error, allowed: false };
    throw error;
  }
}
