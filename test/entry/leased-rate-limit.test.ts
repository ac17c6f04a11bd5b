/** One limit for all processes, on a real Redis behind REST. */

import { expect } from "bun:test";

import fc from "fast-check";

import { LeasedRateLimit } from "#entry/leased-rate-limit.ts";
import { memoryRateLimit } from "#entry/memory-rate-limit.ts";
import { openRateLimit } from "#entry/open-rate-limit.ts";
import { openRedisCounter } from "#entry/redis-counter.ts";
import type { RateLimit, Taken } from "#usecase/deps.ts";

import { type Manner, type RedisRest, serveRedisRest } from "../support/redis-rest.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { afterAll, beforeAll, beforeEach, describe, test } = testsNeeding("Redis");

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
beforeEach(async () => {
  await rest.behave("well");
  await rest.send("FLUSHALL");
});

interface Opened extends RateLimit {
  /** What was told of Redis. */
  readonly told: boolean[];
}

/** A process's own limit; patient, so that a busy machine does not matter. */
function open(requests: number, { seconds = 60, limitMs = 5_000 } = {}): Opened {
  const told: boolean[] = [];
  const limit = new LeasedRateLimit({
    count: openRedisCounter(rest, { windowMs: seconds * 1000, limitMs }),
    fallback: memoryRateLimit(requests, seconds),
    now: Date.now,
    onChange: (isAway) => told.push(isAway),
  });
  return { requests, seconds, take: (key) => limit.take(key), told };
}

async function takeInTurn(limit: RateLimit, times: number, key = 1): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (let i = 0; i < times; i++) taken.push(await limit.take(key));
  return taken;
}

const allowedIn = (taken: readonly Taken[]) => taken.filter(({ allowed }) => allowed).length;

describe("a limit shared over Redis", () => {
  test("is one for all processes, and one for each key", async () => {
    const [one, other] = [open(5), open(5)];
    const first = await takeInTurn(one, 3);
    expect(first.map(({ remaining }) => remaining)).toEqual([4, 3, 2]);
    const second = await takeInTurn(other, 3);
    expect(second.map(({ allowed }) => allowed)).toEqual([true, true, false]);
    expect(second.map(({ remaining }) => remaining)).toEqual([1, 0, 0]);
    expect(await one.take(1)).toMatchObject({ allowed: false, remaining: 0 });
    expect(await one.take(2)).toMatchObject({ allowed: true, remaining: 4 });
    for (const { seconds } of [...first, ...second]) expect(seconds).toBeWithin(1, 61);
  });

  test("up to 1,000 is exact, however the requests of several processes mix", async () => {
    const limits = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(1_000));
    const arrivals = fc.array(
      fc.record({ process: fc.integer({ min: 0, max: 2 }), at: fc.integer({ min: 0, max: 8 }) }),
      { minLength: 1, maxLength: 40 },
    );
    let key = 0;
    await fc.assert(
      fc.asyncProperty(limits, arrivals, async (limit, requests) => {
        const mine = ++key;
        const processes = [open(limit), open(limit), open(limit)];
        const taken = await Promise.all(
          requests.map(async ({ process, at }) => {
            await Bun.sleep(at);
            return await processes[process]?.take(mine);
          }),
        );
        expect(allowedIn(taken.filter((one) => one !== undefined))).toBe(
          Math.min(limit, requests.length),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("above, never lets through more, and withholds a lease and a half a process", async () => {
    const lease = 20;
    const limit = lease * 1_000;
    const bursts = fc.array(
      fc.record({
        process: fc.integer({ min: 0, max: 1 }),
        count: fc.integer({ min: 1, max: 300 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    let key = 0;
    await fc.assert(
      fc.asyncProperty(bursts, fc.integer({ min: 0, max: 600 }), async (all, left) => {
        const mine = ++key;
        // As if others had taken the rest: the end of a limit is where it can go wrong.
        await rest.send("SET", `assay:1:rate:${mine}`, `${limit - left}`, "EX", "60");
        const processes = [open(limit), open(limit)];
        let [asked, allowed] = [0, 0];
        for (const { process, count } of all) {
          const burst = Array.from({ length: count }, async () => processes[process]?.take(mine));
          asked += count;
          allowed += allowedIn((await Promise.all(burst)).filter((one) => one !== undefined));
        }
        expect(allowed).toBeLessThanOrEqual(Math.min(asked, left));
        expect(allowed).toBeGreaterThanOrEqual(Math.min(asked, left) - 2 * 1.5 * lease);
      }),
      { numRuns: 40 },
    );
  });

  test("lets the last few through", async () => {
    const limit = 20_000;
    await rest.send("SET", "assay:1:rate:1", `${limit - 7}`, "EX", "60");
    const taken = await takeInTurn(open(limit), 9);
    expect(taken.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 6],
      [true, 5],
      [true, 4],
      [true, 3],
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
      [false, 0],
    ]);
  });

  test("asks Redis some ten times for 10,000 requests at the default limit", async () => {
    const limit = open(1_000_000);
    const before = rest.commands.length;
    await takeInTurn(limit, 10_000);
    expect(rest.commands.length - before).toBeWithin(9, 13);
  });

  test("of those that come at once one asks for a lease, and ahead of time", async () => {
    const limit = open(1_000_000);
    const atOnce = async (count: number) => {
      const before = rest.commands.length;
      await Promise.all(Array.from({ length: count }, () => limit.take(1)));
      return rest.commands.slice(before).map((command) => Number(command[4]));
    };
    // Nothing is held yet, and nobody may wait for another's answer.
    expect((await atOnce(32)).toSorted((a, b) => b - a)).toEqual([1_000, ...Array(31).fill(1)]);
    expect(await atOnce(400)).toEqual([]);
    expect(await atOnce(400)).toEqual([1_000]);
  });

  test("waits for no lease that never comes, as when a Worker's request is cut off", async () => {
    const count = openRedisCounter(rest, { windowMs: 60_000, limitMs: 5_000 });
    const asked: number[] = [];
    let now = Date.now();
    const limit = new LeasedRateLimit({
      count: async (key, add) => {
        asked.push(add);
        return await (asked.length === 1 ? new Promise(() => {}) : count(key, add));
      },
      fallback: memoryRateLimit(20_000, 60),
      now: () => now,
      onChange: () => {},
    });
    void limit.take(1);
    expect((await limit.take(1)).allowed).toBe(true);
    now += 1_000;
    expect((await limit.take(1)).allowed).toBe(true);
    expect(asked).toEqual([20, 1, 20]);
  });

  test("asks nothing once the limit is spent", async () => {
    const limit = open(3);
    await takeInTurn(limit, 3);
    const before = rest.commands.length;
    expect(allowedIn(await takeInTurn(limit, 100))).toBe(0);
    expect(rest.commands.length).toBe(before);
  });

  test("is free again when the window ends, and keeps nothing in Redis", async () => {
    const limit = open(2, { seconds: 1 });
    const taken = await takeInTurn(limit, 3);
    expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, false]);
    // Clocks of two processes: a little later.
    await Bun.sleep((taken[2]?.seconds ?? 0) * 1000 + 100);
    expect(await rest.send("KEYS", "*")).toEqual([]);
    expect(await limit.take(1)).toMatchObject({ allowed: true, remaining: 1 });
  });

  test("gives a count without an end one", async () => {
    await rest.send("SET", "assay:1:rate:1", "5");
    expect(await open(3).take(1)).toMatchObject({ allowed: false, seconds: 60 });
    expect(Number(await rest.send("PTTL", "assay:1:rate:1"))).toBeWithin(1, 60_001);
  });
});

describe("while Redis cannot be asked", () => {
  test.each<Manner>(["slow", "garbage", "refusing", "losing", "cut"])(
    "%s: requests pass, counted by this process, and Redis is left alone",
    async (manner) => {
      const limit = open(20, { limitMs: 40 });
      await rest.behave(manner);
      const taken = await takeInTurn(limit, 12);
      expect(taken.map(({ allowed }) => allowed)).not.toContain(false);
      expect(taken.map(({ remaining }) => remaining)).toEqual(
        Array.from({ length: 12 }, (_, i) => 19 - i),
      );
      expect(limit.told).toEqual([true]);
      const before = rest.commands.length;
      expect(allowedIn(await takeInTurn(limit, 12))).toBe(8);
      expect(rest.commands.length).toBe(before);
    },
  );

  test("each kind of nonsense is taken for none", async () => {
    await rest.behave("garbage");
    for (let i = 0; i < 10; i++) {
      const { allowed, remaining, seconds } = await open(20).take(1);
      expect([allowed, remaining, seconds]).toEqual([true, 19, 60]);
    }
  });

  test("what is held is spent first", async () => {
    const limit = open(20_000, { limitMs: 40 });
    await limit.take(1);
    await rest.behave("cut");
    const taken = await takeInTurn(limit, 20);
    expect(taken.map(({ remaining }) => remaining).slice(0, 19)).toEqual(
      Array.from({ length: 19 }, (_, i) => 19_998 - i),
    );
    // From here this process counts alone.
    expect(taken[19]).toMatchObject({ allowed: true, remaining: 19_999 });
  });
});

test("the settings say whether it is shared", async () => {
  const inRedis = { UPSTASH_REDIS_REST_URL: rest.url, UPSTASH_REDIS_REST_TOKEN: rest.token };
  const opened = (where: Partial<typeof inRedis>) =>
    [1, 2].map(() => openRateLimit({ RATE_LIMIT_PER_MINUTE: 5, ...where }, () => {}));
  for (const [where, remaining] of [
    [inRedis, 3],
    [{}, 4],
  ] as const) {
    const [one, other] = opened(where);
    await one?.take(1);
    expect(await other?.take(1)).toMatchObject({ allowed: true, remaining });
  }
});
