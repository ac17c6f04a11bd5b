/**
 * A counter in Redis that starts anew with each window, asked over Upstash's REST.
 *
 * Not by @upstash/ratelimit: its script carries a flag that only Upstash's own
 * servers know (Redis 7 refuses it), it uses up what it then refuses, so that
 * the last few of a limit are lost to whoever asks for more at once, and it
 * goes by the clock of each process. Here the clock is Redis's.
 *
 * @module
 */

// The build without a runtime's own modules: it serves Bun and Workers alike.
import { Redis } from "@upstash/redis/cloudflare";

export interface RedisAt {
  readonly url: string;
  readonly token: string;
}

export interface Counted {
  /** All that was counted in this window, with what was just added. */
  readonly total: number;
  /** Until the window ends. */
  readonly milliseconds: number;
}

export type RedisCounter = (key: number, add: number) => Promise<Counted>;

/** A request waits no longer to be counted. */
const LIMIT_MS = 150;

/** Says the caller's word back: proof that it ran. A count that never ended would be a limit for ever. */
const COUNT = `local total = redis.call("INCRBY", KEYS[1], ARGV[1])
if redis.call("PTTL", KEYS[1]) < 0 then redis.call("PEXPIRE", KEYS[1], ARGV[2]) end
return { ARGV[3], total, redis.call("PTTL", KEYS[1]) }`;

/** Rejects where Redis is away, slow, or something else answers. */
export function openRedisCounter(
  { url, token }: RedisAt,
  { windowMs, limitMs = LIMIT_MS }: { readonly windowMs: number; readonly limitMs?: number },
): RedisCounter {
  const redis = new Redis({
    url,
    token,
    signal: () => AbortSignal.timeout(limitMs),
    retry: { retries: 0 },
    automaticDeserialization: false,
    responseEncoding: false,
    enableTelemetry: false,
    // It would share one answer between requests, which Workers forbid.
    enableAutoPipelining: false,
  });
  return async (key, add) => {
    const word = crypto.randomUUID();
    const args = [`${add}`, `${windowMs}`, word];
    const answer: unknown = await redis.eval(COUNT, [`assay:1:rate:${key}`], args);
    if (!Array.isArray(answer) || answer[0] !== word) throw new Error("not what Redis answers");
    return { total: Number(answer[1]), milliseconds: Number(answer[2]) };
  };
}
