/**
 * The guarantee, on a real Redis: whoever reads after an acknowledged write
 * whose invalidation was confirmed never gets what was before, whatever comes
 * between.
 *
 * @module
 */

import { expect } from "bun:test";

import fc from "fast-check";

import { FrontCache } from "#cache/front-cache.ts";
import { UpstashCache } from "#cache/upstash-cache.ts";
import { ok } from "#result";

import { must } from "../support/must.ts";
import { type Manner, type RedisRest, serveRedisRest } from "../support/redis-rest.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { afterAll, beforeAll, test } = testsNeeding("Redis");

const LIMITS = { readMs: 40, dropMs: 60 };
const RUNS = 120;
const LATEST_MS = 60;

let redis: RedisServer;
let rest: RedisRest;
beforeAll(async () => {
  redis = await startRedis();
  rest = await serveRedisRest(redis.url);
}, 120_000);
afterAll(async () => {
  await rest.close();
  await redis.stop();
});

interface Step {
  /** When it begins. */
  readonly at: number;
  readonly what:
    | { readonly kind: "write"; readonly process: number }
    | {
        readonly kind: "read";
        readonly process: number;
        readonly before: number;
        readonly after: number;
      }
    | { readonly kind: "sweep"; readonly process: number }
    | { readonly kind: "behave"; readonly manner: Manner }
    | { readonly kind: "flush" }
    | { readonly kind: "restart" };
}

const process = fc.integer({ min: 0, max: 1 });
const pause = fc.integer({ min: 0, max: 25 });
const step: fc.Arbitrary<Step> = fc.record({
  at: fc.integer({ min: 0, max: LATEST_MS }),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("write" as const), process }) },
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant("read" as const),
        process,
        before: pause,
        after: pause,
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("sweep" as const), process }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("behave" as const),
        manner: fc.constantFrom<Manner[]>(
          "well",
          "well",
          "slow",
          "garbage",
          "refusing",
          "losing",
          "cut",
        ),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("flush" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) },
  ),
});

test.each([
  ["alone", false],
  ["together", true],
])(
  "no reader is stale after a confirmed write: questions travel %s",
  async (_, sharesTrips) => {
    let reads = 0;
    let hits = 0;
    let confirmed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const world = new World(sharesTrips);
        await rest.behave("well");
        await rest.send("FLUSHALL");
        await Promise.all(
          steps.map(async ({ at, what }) => {
            await Bun.sleep(at);
            await world.act(what);
          }),
        );
        // Redis is well again and the sweep has come round: nothing may be stale any more.
        await rest.behave("well");
        await world.sweepAll();
        await world.readAll();
        ({ reads, hits, confirmed } = {
          reads: reads + world.reads,
          hits: hits + world.hits,
          confirmed: confirmed + world.confirmed,
        });
        expect(world.stale).toEqual([]);
      }),
      // Time is part of every run: a shorter one would say little, after minutes.
      { numRuns: RUNS, endOnFailure: true },
    );
    // It means nothing unless much was read, from the cache too, and confirmed.
    expect(reads).toBeGreaterThan(RUNS * 5);
    expect(hits).toBeGreaterThan(RUNS / 4);
    expect(confirmed).toBeGreaterThan(RUNS);
  },
  180_000,
);

/** Two processes on one source, which is a number that only grows. */
class World {
  readonly stale: string[] = [];
  reads = 0;
  hits = 0;
  confirmed = 0;
  /** What is committed. */
  #version = 0;
  /** The newest version whose invalidation was confirmed: no reader from now on may see less. */
  #sure = 0;
  readonly #owed = new Set<number>();
  readonly #place = { subject: `1/${crypto.randomUUID()}`, name: "summary/newest" };
  readonly #fronts: readonly FrontCache[];

  constructor(sharesTrips: boolean) {
    const { url, token } = rest;
    this.#fronts = [0, 1].map(
      () =>
        new FrontCache(
          new UpstashCache({ url, token, now: Date.now, sharesTrips, ...LIMITS }),
          // Time flies for the breaker, or it would hide most of what happens in so few milliseconds.
          { now: () => Date.now() * 500, ttlSeconds: 3_600, onChange: () => {} },
        ),
    );
  }

  async act(what: Step["what"]): Promise<void> {
    switch (what.kind) {
      case "write":
        return await this.#write(what.process);
      case "read":
        return await this.#read(what.process, what.before, what.after);
      case "sweep":
        return await this.#sweep(what.process);
      case "behave":
        return await rest.behave(what.manner);
      case "flush":
        return void (await rest.send("FLUSHALL").catch(() => {}));
      case "restart":
        return await restartRedis();
    }
  }

  /** Again and again, as the service does: a busy machine may keep Redis from answering in time. */
  async sweepAll(): Promise<void> {
    for (let round = 0; this.#owed.size > 0 && round < 50; round++) await this.#sweep(0);
    expect([...this.#owed]).toEqual([]);
    expect(this.#sure).toBe(this.#version);
  }

  async readAll(): Promise<void> {
    for (const front of [0, 1, 0, 1]) await this.#read(front, 0, 0);
  }

  async #write(process: number): Promise<void> {
    const version = ++this.#version;
    this.#owed.add(version);
    if (await this.#frontOf(process).drop(this.#place.subject)) this.#settle([version]);
  }

  async #sweep(process: number): Promise<void> {
    const owed = [...this.#owed];
    if (owed.length > 0 && (await this.#frontOf(process).drop(this.#place.subject))) {
      this.#settle(owed);
    }
  }

  #settle(versions: readonly number[]): void {
    for (const version of versions) this.#owed.delete(version);
    this.#sure = Math.max(this.#sure, ...versions);
    this.confirmed++;
  }

  async #read(process: number, before: number, after: number): Promise<void> {
    const least = this.#sure;
    const read = await this.#frontOf(process).read(this.#place, async () => {
      await Bun.sleep(before);
      const seen = this.#version;
      await Bun.sleep(after);
      return ok(String(seen));
    });
    const { text, from } = must(read);
    this.reads++;
    if (from.kind === "hit") this.hits++;
    if (Number(text) < least) this.stale.push(`read ${text} by ${from.kind}, after ${least}`);
  }

  #frontOf(process: number): FrontCache {
    const front = this.#fronts[process];
    if (front === undefined) throw new RangeError("there are two");
    return front;
  }
}

let restarting: Promise<void> | undefined;

/** One at a time. */
async function restartRedis(): Promise<void> {
  restarting ??= (async () => {
    await redis.restart();
    await rest.reconnect();
    restarting = undefined;
  })();
  await restarting;
}
