import { expect } from "bun:test";

import { openCache } from "#entry/open-cache.ts";
import { readSettings } from "#entry/settings.ts";
import { ok } from "#result";
import type { Log } from "#usecase/deps.ts";

import { must } from "../support/must.ts";
import { type RedisRest, serveRedisRest } from "../support/redis-rest.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { testsNeeding } from "../support/tests-needing.ts";

const { afterAll, beforeAll, test } = testsNeeding("Redis");

const PLACE = { subject: "1/exam", name: "summary/newest" };

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

test("without a URL each process caches for itself", async () => {
  const [one, other] = [cacheBy({}), cacheBy({})];
  await one.read("first");
  expect(await one.read("second")).toMatchObject({ text: "first", from: { ttlSeconds: 3600 } });
  expect(await other.read("second")).toMatchObject({ text: "second" });
});

test("with one, in Redis for all, for as long as is set; the log says when it is away", async () => {
  const redisAt = { UPSTASH_REDIS_REST_URL: rest.url, UPSTASH_REDIS_REST_TOKEN: rest.token };
  const settings = { ...redisAt, CACHE_TTL_SECONDS: "60" };
  const [one, other] = [cacheBy(settings), cacheBy(settings)];
  await one.read("first");
  expect(await other.read("second")).toMatchObject({ text: "first", from: { kind: "hit" } });
  expect(Number(await rest.send("TTL", "assay:1:{1/exam}:summary/newest"))).toBeWithin(50, 61);

  await rest.behave("cut");
  for (let i = 0; i < 3; i++) {
    expect(await one.read("third")).toMatchObject({ text: "third", from: { kind: "unavailable" } });
  }
  expect(one.logged).toEqual(["warn cache_away"]);
  await rest.behave("well");
  await one.cache.drop(PLACE.subject);
  expect(one.logged).toEqual(["warn cache_away", "info cache_back"]);
  expect(await one.read("fourth")).toMatchObject({ text: "fourth", from: { kind: "miss" } });
});

function cacheBy(environment: Record<string, string>) {
  const logged: string[] = [];
  const settings = must(readSettings(environment));
  const log: Log = (level, event) => {
    logged.push(`${level} ${event}`);
  };
  const cache = openCache(settings, log);
  const read = async (text: string) => must(await cache.read(PLACE, async () => ok(text)));
  return { cache, logged, read };
}
