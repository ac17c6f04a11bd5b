import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { FrontCache } from "#cache/front-cache.ts";
import { UpstashCache } from "#cache/upstash-cache.ts";
import { DEFINITION } from "#http/examples.ts";
import { SummaryOfRunView } from "#http/views/summary-view.ts";
import type { Deps } from "#usecase/deps.ts";
import { sweepInvalidations } from "#usecase/sweep-invalidations.ts";

import { type RedisRest, serveRedisRest } from "../support/redis-rest.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const SUMMARY = "/v1/assessments/exam/summary";

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await api.sendJson("PUT", "/v1/assessments/exam", DEFINITION);
  await scoreAfter("c-1");
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

describe("GET /v1/assessments/{id}/summary", () => {
  test("says whether it was cached; a hit is the same bytes", async () => {
    const miss = await api.send(SUMMARY);
    expect(miss.headers.get("cache-status")).toBe("assay; fwd=miss");
    const hit = await api.send(SUMMARY);
    expect(hit.headers.get("cache-status")).toMatch(/^assay; hit; ttl=(3600|359\d)$/);
    expect(hit.headers.get("etag")).toBe(miss.headers.get("etag"));
    expect(hit.headers.get("content-type")).toBe("application/json");
    expect(await hit.clone().text()).toBe(await miss.text());
    await answerOf(hit, SummaryOfRunView);
  });

  test("is for its caller only", async () => {
    const response = await api.send(SUMMARY);
    expect(response.headers.get("cache-control")).toBe("private");
    expect(response.headers.get("vary")).toBe("Authorization, Accept, Prefer");
  });

  test("304 without a body for who has it already", async () => {
    const tag = (await api.send(SUMMARY)).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const response = await api.send(SUMMARY, { headers: { "if-none-match": header } });
      expect(`${header} ${response.status}`).toBe(`${header} 304`);
      expect(response.headers.get("etag")).toBe(tag);
      expect(response.headers.get("cache-status")).toStartWith("assay; hit");
      expect(await response.text()).toBe("");
    }
    for (const header of ['"other"', tag.replaceAll('"', ""), ""]) {
      const response = await api.send(SUMMARY, { headers: { "if-none-match": header } });
      expect(`${header} ${response.status}`).toBe(`${header} 200`);
    }
  });

  test("is new as soon as a run has been answered, under each of its names", async () => {
    const before = await Promise.all(["", "?revision=1"].map((query) => api.send(SUMMARY + query)));
    const run = await scoreAfter("c-2");
    for (const [i, query] of ["", "?revision=1"].entries()) {
      const after = await api.send(SUMMARY + query);
      expect(after.headers.get("cache-status")).toBe("assay; fwd=miss");
      expect(after.headers.get("etag")).not.toBe(before[i]?.headers.get("etag") ?? null);
      expect(await after.json()).toMatchObject({ run, upto: 2 });
    }
  });

  test("what is not there is not cached", async () => {
    await expectProblem(
      await api.send("/v1/assessments/later/summary"),
      404,
      "assessment_not_found",
    );
    await api.sendJson("PUT", "/v1/assessments/later", DEFINITION);
    const unscored = await api.send("/v1/assessments/later/summary");
    expect(unscored.headers.get("cache-status")).toBeNull();
    await expectProblem(unscored, 404, "not_scored_yet");
    await api.send("/v1/assessments/later/score", { method: "POST" });
    expect((await api.send("/v1/assessments/later/summary")).status).toBe(200);
  });
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
      const scored = await api.send("/v1/assessments/exam/score", { method: "POST" }, deps);
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
    const run = await scoreAfter("c-3", one);
    expect(await (await api.send(SUMMARY, {}, other)).json()).toMatchObject({ run });
  });
});

/** So patient, unless told, that a busy machine does not matter. */
function onRedis(limits = { readMs: 5_000, dropMs: 5_000 }): Deps {
  const cache = new UpstashCache({ url: rest.url, token: rest.token, now: Date.now, ...limits });
  const options = { now: Date.now, ttlSeconds: 60, onChange: () => {} };
  return { ...api.deps, cache: new FrontCache(cache, options) };
}

/** The id of the run. */
async function scoreAfter(candidate: string, deps: Deps = api.deps): Promise<string> {
  await api.sendJson("POST", "/v1/assessments/exam/responses", { candidate, answers: {} });
  const scored = await api.send("/v1/assessments/exam/score", { method: "POST" }, deps);
  const { run } = (await scored.json()) as { run: { id: string } };
  return run.id;
}
