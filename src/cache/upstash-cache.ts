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
import { SharedTrips } from "./shared-trips.ts";

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
  /**
   * Whether questions of the same moment share a round trip. Not on Workers,
   * where a request cannot wait for what another has asked.
   */
  readonly sharesTrips?: boolean;
  /** A reader waits no longer: Postgres is as fast by then. */
  readonly readMs?: number;
  /** A writer waits no longer; the sweep does what is left. */
  readonly dropMs?: number;
}

export class UpstashCache implements Cache {
  readonly #readers: Redis;
  readonly #writers: Redis;
  /** null where each question travels alone. */
  readonly #trips: SharedTrips<Place, Held> | null;
  readonly #now: () => number;

  constructor(options: UpstashOptions) {
    const { now, readMs = 150, dropMs = 1_000 } = options;
    this.#readers = connect(options, readMs);
    this.#writers = connect(options, dropMs);
    this.#trips = options.sharesTrips ? new SharedTrips((places) => this.#readAll(places)) : null;
    this.#now = now;
  }

  async read(place: Place): Promise<Held> {
    if (this.#trips !== null) return await this.#trips.ask(valueKey(place), place);
    return this.#held(await this.#readers.mget(keysOf(place)));
  }

  /** In one trip. Each MGET for itself: one that fails spoils no other. */
  async #readAll(places: readonly Place[]): Promise<(Held | Error)[]> {
    const pipeline = this.#readers.pipeline();
    for (const place of places) pipeline.mget(keysOf(place));
    const outcomes: unknown = await pipeline.exec({ keepErrors: true });
    if (!Array.isArray(outcomes) || outcomes.length !== places.length) {
      throw new NonsenseAnswer("a pipeline");
    }
    return outcomes.map((outcome: { readonly result?: unknown }) => {
      try {
        return this.#held(outcome.result);
      } catch {
        return new NonsenseAnswer("MGET");
      }
    });
  }

  #held(answer: unknown): Held {
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
    const keys = keysOf(place);
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

function connect({ url, token }: UpstashOptions, limitMs: number): Redis {
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
    // On by default: it would make requests wait for one another, and gathers next to nothing.
    enableAutoPipelining: false,
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

/** The token and the value, in this order. */
function keysOf(place: Place): string[] {
  return [tokenKey(place.subject), valueKey(place)];
}

function valueKey({ subject, name }: Place): string {
  return `assay:1:{${subject}}:${name}`;
}
