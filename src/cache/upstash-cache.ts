/**
 * A cache in Redis, asked over Upstash's REST.
 *
 * Whatever answers may be no Redis at all but some proxy's page, so no answer
 * is believed that has not the shape of one; what must be sure is echoed.
 *
 * @module
 */

// The build without a runtime's own modules: it serves Bun and Workers alike.
import { Redis } from "@upstash/redis/cloudflare";

import { type Cache, type Fenced, type Held, type Place, TOKEN_TTL_SECONDS } from "./cache.ts";
import { fromHeldText, toHeldText } from "./held-text.ts";

/** A subject's token, made where there is none. */
const MAKE_TOKEN = `redis.call("SET", KEYS[1], ARGV[1], "NX", "EX", ARGV[2])
return redis.call("GET", KEYS[1])`;

/** Answers with the token that is there now, as a proof. */
const REPLACE_TOKEN = `redis.call("SET", KEYS[1], ARGV[1], "EX", ARGV[2])
return redis.call("GET", KEYS[1])`;

/** Compares and stores in one step: nothing comes between. */
const STORE_IF_UNCHANGED = `if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[2], ARGV[2], "EX", ARGV[3])
return 1`;

export interface UpstashOptions {
  readonly url: string;
  readonly token: string;
  readonly now: () => number;
  /** A reader waits no longer: Postgres is as fast by then. */
  readonly readMs?: number;
  /** A writer waits no longer; the sweep does what is left. */
  readonly dropMs?: number;
}

export class UpstashCache implements Cache {
  readonly #readers: Redis;
  readonly #writers: Redis;
  readonly #now: () => number;

  constructor({ url, token, now, readMs = 150, dropMs = 1_000 }: UpstashOptions) {
    this.#readers = connect(url, token, readMs);
    this.#writers = connect(url, token, dropMs);
    this.#now = now;
  }

  async read(place: Place): Promise<Held> {
    const keys = [tokenKey(place.subject), valueKey(place)];
    const answer: unknown = await this.#readers.mget(keys);
    if (!Array.isArray(answer) || answer.length !== 2) throw new NonsenseAnswer("MGET");
    const [token, held] = answer.map(textOrNull);
    return {
      token: token ?? null,
      value: typeof held === "string" ? fromHeldText(held, this.#now()) : null,
    };
  }

  async token(subject: string): Promise<string> {
    const args = [crypto.randomUUID(), `${TOKEN_TTL_SECONDS}`];
    const answer: unknown = await this.#readers.eval(MAKE_TOKEN, [tokenKey(subject)], args);
    if (!isToken(answer)) throw new NonsenseAnswer("SET NX");
    return answer;
  }

  async store(place: Place, value: Fenced): Promise<boolean> {
    const keys = [tokenKey(place.subject), valueKey(place)];
    const args = [value.token, toHeldText(value, this.#now()), `${value.ttlSeconds}`];
    const answer: unknown = await this.#readers.eval(STORE_IF_UNCHANGED, keys, args);
    if (answer !== 0 && answer !== 1) throw new NonsenseAnswer("store");
    return answer === 1;
  }

  async drop(subject: string): Promise<void> {
    const token = crypto.randomUUID();
    const args = [token, `${TOKEN_TTL_SECONDS}`];
    const answer: unknown = await this.#writers.eval(REPLACE_TOKEN, [tokenKey(subject)], args);
    if (answer !== token) throw new NonsenseAnswer("SET");
  }
}

class NonsenseAnswer extends Error {
  constructor(command: string) {
    super(`the answer to ${command} is none that Redis gives`);
  }
}

function connect(url: string, token: string, limitMs: number): Redis {
  return new Redis({
    url,
    token,
    signal: () => AbortSignal.timeout(limitMs),
    // By default it would try five times, and `false` still tries twice.
    retry: { retries: 0 },
    // Values are text of our own; parsing and base64 would cost more than Redis does.
    automaticDeserialization: false,
    responseEncoding: false,
    enableTelemetry: false,
  });
}

function textOrNull(answer: unknown): string | null {
  if (answer !== null && typeof answer !== "string") throw new NonsenseAnswer("MGET");
  return answer;
}

function isToken(answer: unknown): answer is string {
  return typeof answer === "string" && /^[0-9a-f-]{36}$/.test(answer);
}

/** In braces, so that a cluster keeps a subject's keys on one node: a script needs both. */
function tokenKey(subject: string): string {
  return `assay:1:{${subject}}:token`;
}

function valueKey({ subject, name }: Place): string {
  return `assay:1:{${subject}}:${name}`;
}
