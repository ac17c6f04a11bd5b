/**
 * The limit of requests, counted in this process's memory. A server of several
 * processes lets through as many times more.
 *
 * @module
 */

import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

import type { RateLimit } from "#usecase/deps.ts";

export function memoryRateLimit(requests: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return {
    requests,
    seconds,
    async take(key) {
      const { count, allowed } = await counted(limiter, key);
      const left = Math.max(1, Math.ceil(count.msBeforeNext / 1000));
      return { allowed, remaining: count.remainingPoints, seconds: left };
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
