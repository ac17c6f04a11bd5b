import { expect } from "bun:test";

import { UpstashCache, type UpstashOptions } from "#cache/upstash-cache.ts";

import { type Manner, type RedisRest, serveRedisRest } from "../support/redis-rest.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { describeCache } from "./cache-contract.ts";

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

const PLACE = { subject: "1/exam", name: "summary/newest" };

// So patient that a busy machine does not matter.
const open = (limits: Partial<UpstashOptions> = { readMs: 5_000, dropMs: 5_000 }) =>
  new UpstashCache({ url: rest.url, token: rest.token, now: Date.now, ...limits });

describeCache("UpstashCache", {
  needs: ["Redis"],
  open: async () => open(),
  pass: (seconds) => Bun.sleep(seconds * 1000),
});

describeCache("UpstashCache, sharing trips", {
  needs: ["Redis"],
  open: async () => open({ readMs: 5_000, dropMs: 5_000, sharesTrips: true }),
  pass: (seconds) => Bun.sleep(seconds * 1000),
});

describe("UpstashCache", () => {
  test("on Workers each question travels alone, elsewhere those of a moment together", async () => {
    const places = ["1/a", "1/b", "1/a"].map((subject) => ({ subject, name: "summary/newest" }));
    for (const [sharesTrips, asked] of [
      [false, ["1/a", "1/b", "1/a"]],
      [true, ["1/a", "1/b"]],
    ] as const) {
      const cache = open({ readMs: 5_000, sharesTrips });
      const before = { commands: rest.commands.length, trips: rest.trips() };
      await Promise.all(places.map((place) => cache.read(place)));
      const tokens = rest.commands.slice(before.commands).map(([, tokenAt = ""]) => tokenAt);
      expect(tokens.toSorted()).toEqual(asked.map((at) => `assay:1:{${at}}:token`).toSorted());
      expect(rest.trips() - before.trips).toBe(sharesTrips ? 1 : 3);
    }
  });

  test("a question that fails alone spoils no other of its trip", async () => {
    const cache = open({ readMs: 5_000, sharesTrips: true });
    const spoilt = { subject: "1/spoilt", name: "summary/newest" };
    const token = await cache.token(PLACE.subject);
    await cache.store(PLACE, { token, text: "text", ttlSeconds: 60 });
    const answered = async (manner: Manner) => {
      await rest.behave(manner);
      return await Promise.all(
        [PLACE, spoilt, PLACE].map((place) => isAnswered(() => cache.read(place))),
      );
    };
    rest.refuse("1/spoilt");
    expect(await answered("well")).toEqual([true, false, true]);
    expect(await answered("cut")).toEqual([false, false, false]);
    rest.refuse(null);
    expect(await answered("well")).toEqual([true, true, true]);
  });

  test("asks once for a hit", async () => {
    const cache = open();
    const token = await cache.token(PLACE.subject);
    await cache.store(PLACE, { token, text: "text", ttlSeconds: 60 });
    const before = rest.commands.length;
    expect((await cache.read(PLACE)).value?.text).toBe("text");
    expect(rest.commands.slice(before).map(([name]) => name?.toUpperCase())).toEqual(["MGET"]);
  });

  test("gives every key an end: a day for tokens", async () => {
    const cache = open();
    const token = await cache.token(PLACE.subject);
    await cache.store(PLACE, { token, text: "text", ttlSeconds: 60 });
    const keys = (await rest.send("KEYS", "*")) as string[];
    expect(keys.toSorted()).toEqual(["assay:1:{1/exam}:summary/newest", "assay:1:{1/exam}:token"]);
    expect(Number(await rest.send("TTL", "assay:1:{1/exam}:token"))).toBeGreaterThan(86_000);
    expect(Number(await rest.send("TTL", "assay:1:{1/exam}:summary/newest"))).toBeWithin(1, 61);
  });

  test("takes a value that it did not write for none", async () => {
    const cache = open();
    await cache.token(PLACE.subject);
    await rest.send("SET", "assay:1:{1/exam}:summary/newest", "who wrote this?");
    expect((await cache.read(PLACE)).value).toBeNull();
  });

  test.each<Manner>(["slow", "garbage", "refusing", "losing", "cut"])(
    "is rejected by a Redis that is %s, and in time",
    async (manner) => {
      const cache = open({ readMs: 40, dropMs: 60 });
      const sharing = open({ readMs: 40, sharesTrips: true });
      const token = await open().token(PLACE.subject);
      const value = { token, text: "text", ttlSeconds: 60 };
      const questions = [
        () => sharing.read(PLACE),
        () => cache.token(PLACE.subject),
        () => cache.store(PLACE, value),
        () => cache.drop(PLACE.subject),
      ];
      await rest.behave(manner);
      for (const question of questions) {
        // Each kind of garbage in turn.
        for (let i = 0; i < (manner === "garbage" ? 10 : 1); i++) {
          const from = performance.now();
          expect(await isAnswered(question)).toBe(false);
          expect(performance.now() - from).toBeLessThan(1_000);
        }
      }
    },
  );

  test("is refused without the token", async () => {
    const cache = new UpstashCache({ url: rest.url, token: "wrong", now: Date.now });
    await expect(cache.read(PLACE)).rejects.toThrow();
  });

  test("sends no telemetry", async () => {
    const seen: string[] = [];
    const server = Bun.serve({
      port: 0,
      fetch(request) {
        seen.push(...request.headers.keys());
        return Response.json({ result: [null, null] });
      },
    });
    await new UpstashCache({
      url: server.url.href,
      token: "t",
      now: Date.now,
      readMs: 5_000,
    }).read(PLACE);
    await server.stop(true);
    expect(seen).toContain("authorization");
    expect(seen.filter((name) => name.includes("telemetry"))).toEqual([]);
  });
});

/** A timeout is no Error of Bun's, so `rejects.toThrow` does not take it for one. */
async function isAnswered(question: () => Promise<unknown>): Promise<boolean> {
  try {
    await question();
    return true;
  } catch {
    return false;
  }
}
