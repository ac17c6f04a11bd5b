/** The summary while Redis is well, away, or out of its mind. */

import { expect } from "bun:test";

import { FrontCache } from "#cache/front-cache.ts";
import { UpstashCache } from "#cache/upstash-cache.ts";
import { DEFINITION } from "#http/examples.ts";
import type { Deps } from "#usecase/deps.ts";
import { sweepInvalidations } from "#usecase/sweep-invalidations.ts";

import { type RedisRest, serveRedisRest } from "../support/redis-rest.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const { afterAll, beforeAll, describe, test } = testsNeeding("Redis");

const SUMMARY = "/v1/assessments/exam/summary";

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await api.sendJson("PUT", "/v1/assessments/exam", DEFINITION);
  await api.sendJson("POST", "/v1/assessments/exam/responses", { candidate: "c-1", answers: {} });
  await score();
}, OPENING_MS);
afterAll(() => api.close());

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

describe("a cache that fails", () => {
  test.each(["slow", "garbage", "refusing", "losing", "cut"] as const)(
    "fails no request: %s",
    async (manner) => {
      const deps = onRedis({ readMs: 50, dropMs: 60 });
      await rest.behave("well");
      const well = await (await api.send(SUMMARY, {}, deps)).text();
      await rest.behave(manner);
      for (let i = 0; i < 4; i++) {
        const response = await api.send(SUMMARY, {}, deps);
        expect(response.status).toBe(200);
        expect(response.headers.get("cache-status")).toBe("assay; fwd=miss; detail=unavailable");
        expect(await response.text()).toBe(well);
      }
      const scored = await score(deps);
      expect(scored.status).toBe(200);

      await rest.behave("well");
      expect(await sweepInvalidations(onRedis())).toBe(1);
      const { run } = (await scored.json()) as { run: { id: string } };
      expect(await (await api.send(SUMMARY, {}, deps)).json()).toMatchObject({ run: run.id });
    },
  );
});

describe("two processes on one Redis", () => {
  test("the one's run is seen by the other", async () => {
    await rest.behave("well");
    const [one, other] = [onRedis(), onRedis()];
    await api.send(SUMMARY, {}, one);
    expect((await api.send(SUMMARY, {}, other)).headers.get("cache-status")).toStartWith(
      "assay; hit",
    );
    const { run } = (await (await score(one)).json()) as { run: { id: string } };
    expect(await (await api.send(SUMMARY, {}, other)).json()).toMatchObject({ run: run.id });
  });
});

/** So patient, unless told, that a busy machine does not matter. */
function onRedis(limits = { readMs: 5_000, dropMs: 5_000 }): Deps {
  const cache = new UpstashCache({ url: rest.url, token: rest.token, now: Date.now, ...limits });
  const options = { now: Date.now, ttlSeconds: 60, onChange: () => {} };
  return { ...api.deps, cache: new FrontCache(cache, options) };
}

function score(deps: Deps = api.deps): Promise<Response> {
  return api.send("/v1/assessments/exam/score", { method: "POST" }, deps);
}
