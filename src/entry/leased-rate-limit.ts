/**
 * One limit for all processes, counted in Redis, without asking Redis for each
 * request: a process takes a lease of several requests at once and spends it
 * from memory until it is gone or the window ends.
 *
 * What is leased is counted, so all processes together never let through more
 * than the limit. What a process holds and does not spend is lost to the others:
 * at most one and a half leases. Limits up to 1,000 are leased singly, and exact.
 *
 * Requests share numbers, never promises: in a Worker none can wait for what
 * another has asked. While one asks for a lease, others that find nothing held
 * ask for themselves alone.
 *
 * @module
 */

import { Breaker } from "#cache/breaker.ts";
import type { RateLimit, Taken } from "#usecase/deps.ts";
import { LruMap } from "#usecase/lru-map.ts";

import type { RedisCounter } from "./redis-counter.ts";

export interface LeasedOptions {
  readonly count: RedisCounter;
  /** Counts while Redis cannot. */
  readonly fallback: RateLimit;
  readonly now: () => number;
  /** Told when Redis is given up for a while, and when it is back. */
  readonly onChange: (isAway: boolean) => void;
}

/** What this process knows of a key in one window. */
interface Held {
  /** Leased and not yet spent. */
  left: number;
  /** Not leased to anyone, when Redis last said. */
  unleased: number;
  /** Never later than Redis's own end. */
  endsAt: number;
  /** When the lease under way was asked for. Nobody may come back from asking. */
  askedAt: number;
}

/** A limit is spent in no fewer leases. */
const LEASES = 1_000;
const KEYS = 10_000;
const FORGOTTEN_MS = 1_000;

export class LeasedRateLimit implements RateLimit {
  readonly requests: number;
  readonly seconds: number;
  readonly #lease: number;
  readonly #count: RedisCounter;
  readonly #fallback: RateLimit;
  readonly #now: () => number;
  readonly #breaker: Breaker;
  readonly #held = new LruMap<number, Held>(KEYS);

  constructor({ count, fallback, now, onChange }: LeasedOptions) {
    this.requests = fallback.requests;
    this.seconds = fallback.seconds;
    this.#lease = Math.ceil(fallback.requests / LEASES);
    this.#count = count;
    this.#fallback = fallback;
    this.#now = now;
    this.#breaker = new Breaker({ now, onChange });
  }

  async take(key: number): Promise<Taken> {
    const held = this.#heldNow(key);
    if (held.left > 0) {
      held.left--;
      // Ahead of time, so that one request waits for the next lease and the others spend.
      if (held.left < this.#lease / 2 && held.unleased > 0 && !this.#isAsking(held)) {
        const granted = await this.#ask(key, held, this.#lease);
        // After the wait, in which others spent.
        held.left += granted ?? 0;
      }
      return this.#taken(held, true);
    }
    // Nothing is given back before the window ends, so there is nothing to ask.
    if (held.unleased === 0) return this.#taken(held, false);

    const granted = await this.#ask(key, held, this.#isAsking(held) ? 1 : this.#lease);
    if (granted === null) return this.#fallback.take(key);
    held.left += Math.max(0, granted - 1);
    return this.#taken(held, granted > 0);
  }

  /** What is held of the key's window now; of one that has yet to be asked about, all. */
  #heldNow(key: number): Held {
    const held = this.#held.get(key);
    if (held !== undefined && this.#now() < held.endsAt) return held;
    const fresh: Held = {
      left: 0,
      unleased: this.requests,
      endsAt: this.#now() + this.seconds * 1000,
      askedAt: Number.NEGATIVE_INFINITY,
    };
    this.#held.set(key, fresh);
    return fresh;
  }

  #isAsking({ askedAt }: Held): boolean {
    return this.#now() - askedAt < FORGOTTEN_MS;
  }

  /** How many of the requests asked for are granted; null where Redis did not say. */
  async #ask(key: number, held: Held, add: number): Promise<number | null> {
    if (!this.#breaker.allows()) return null;
    const from = this.#now();
    if (add > 1) held.askedAt = from;
    try {
      const { total, milliseconds } = await this.#count(key, add);
      this.#breaker.succeeded();
      held.unleased = Math.min(held.unleased, Math.max(0, this.requests - total));
      held.endsAt = Math.min(held.endsAt, from + milliseconds);
      return Math.min(add, Math.max(0, this.requests - (total - add)));
    } catch {
      // Upstash's errors repeat the command: none is passed on.
      this.#breaker.failed();
      return null;
    } finally {
      if (add > 1) held.askedAt = Number.NEGATIVE_INFINITY;
    }
  }

  #taken({ left, unleased, endsAt }: Held, allowed: boolean): Taken {
    const seconds = Math.max(1, Math.ceil((endsAt - this.#now()) / 1000));
    return { allowed, remaining: left + unleased, seconds };
  }
}
