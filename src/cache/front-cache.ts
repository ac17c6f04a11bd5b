/**
 * The token fence in front of what is slower to read.
 *
 * A reader learns the subject's token before it reads the source, and what it
 * read is kept only while that token stands. A writer replaces the token after
 * its commit. So whatever was read before a commit is never served after it.
 *
 * Nothing here fails because the cache does: then the source is read, and for a
 * while the cache is not asked.
 *
 * @module
 */

import { ok, type Result } from "#result";

import { Breaker } from "./breaker.ts";
import type { Cache, Place } from "./cache.ts";
import { SingleFlight } from "./single-flight.ts";

export interface Cached {
  readonly text: string;
  readonly from: Source;
}

export type Source =
  | { readonly kind: "hit"; readonly ttlSeconds: number }
  | { readonly kind: "miss" }
  /** The cache could not be asked. */
  | { readonly kind: "unavailable" };

export interface FrontCacheOptions {
  readonly now: () => number;
  readonly ttlSeconds: number;
  /** Whether readers that miss wait for one of them: they do unless told. Not on Workers. */
  readonly sharesFlights?: boolean;
  /** Told when the cache is given up for a while, and when it is back. */
  readonly onChange: (isAway: boolean) => void;
}

/** A longer text would fail on its way to Redis, as if Redis were away, and push all others out of memory. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

export class FrontCache {
  readonly #cache: Cache;
  readonly #breaker: Breaker;
  /** null where each reader loads for itself. */
  readonly #flights: SingleFlight | null;
  readonly #ttlSeconds: number;

  constructor(
    cache: Cache,
    { now, ttlSeconds, sharesFlights = true, onChange }: FrontCacheOptions,
  ) {
    this.#cache = cache;
    this.#flights = sharesFlights ? new SingleFlight() : null;
    this.#breaker = new Breaker({ now, onChange });
    this.#ttlSeconds = ttlSeconds;
  }

  /** The text of a place; where it is not kept, what `load` reads. Failures are not kept. */
  async read<E>(place: Place, load: () => Promise<Result<string, E>>): Promise<Result<Cached, E>> {
    const held = await this.#ask(() => this.#cache.read(place));
    if (held === null) return from("unavailable", await load());
    const { value } = held;
    if (value !== null && value.token === held.token) {
      return ok({ text: value.text, from: { kind: "hit", ttlSeconds: value.ttlSeconds } });
    }
    const token = held.token ?? (await this.#ask(() => this.#cache.token(place.subject)));
    // Without a token nobody could tell whether a flight under way began before a write.
    if (token === null) return from("unavailable", await load());

    const work = () => this.#keep(place, token, load);
    const flight = `${token} ${place.subject} ${place.name}`;
    return from("miss", await (this.#flights?.join(flight, work) ?? work()));
  }

  /**
   * Makes everything that was kept of a subject stale. Tried even while the
   * cache is given up, for other processes may still read from it.
   *
   * @returns Whether it is sure; if not, try again later.
   */
  async drop(subject: string): Promise<boolean> {
    try {
      await this.#cache.drop(subject);
    } catch {
      this.#breaker.failed();
      return false;
    }
    this.#breaker.succeeded();
    return true;
  }

  async #keep<E>(
    place: Place,
    token: string,
    load: () => Promise<Result<string, E>>,
  ): Promise<Result<string, E>> {
    const loaded = await load();
    if (loaded.ok && loaded.value.length <= MOST_CHARACTERS) {
      const value = { token, text: loaded.value, ttlSeconds: this.#ttlSeconds };
      await this.#ask(() => this.#cache.store(place, value));
    }
    return loaded;
  }

  /** null where the cache was not asked or has failed. */
  async #ask<T>(question: () => Promise<T>): Promise<T | null> {
    if (!this.#breaker.allows()) return null;
    try {
      const answer = await question();
      this.#breaker.succeeded();
      return answer;
    } catch {
      // Upstash's errors repeat the command, value and all: none is passed on.
      this.#breaker.failed();
      return null;
    }
  }
}

function from<E>(kind: "miss" | "unavailable", loaded: Result<string, E>): Result<Cached, E> {
  return loaded.ok ? ok({ text: loaded.value, from: { kind } }) : loaded;
}
