import { afterAll, beforeAll, expect, test } from "bun:test";

import { memoryRateLimit } from "#entry/memory-rate-limit.ts";
import { openRateLimit } from "#entry/open-rate-limit.ts";
import type { Deps } from "#usecase/deps.ts";

import { expectProblem } from "./answers.ts";
import { bearing, givenKey } from "./given-key.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

function limitedTo(requests: number): Deps {
  return { ...api.deps, rateLimit: memoryRateLimit(requests, 60) };
}

test("requests are counted by key, told of, and refused when there are too many", async () => {
  const deps = limitedTo(3);
  const { key: other } = await givenKey(api);
  for (const remaining of [2, 1, 0]) {
    const response = await api.send("/v1/assessments", {}, deps);
    expect(response.status).toBe(200);
    expect(response.headers.get("ratelimit-policy")).toBe('"key";q=3;w=60');
    expect(response.headers.get("ratelimit")).toMatch(
      new RegExp(`^"key";r=${remaining};t=([1-5]?\\d|60)$`),
    );
  }
  const refused = await api.send("/v1/assessments", {}, deps);
  const { retryAfter } = await expectProblem(refused, 429, "rate_limited");
  expect(refused.headers.get("retry-after")).toBe(String(retryAfter));
  expect(refused.headers.get("ratelimit")).toBe(`"key";r=0;t=${Number(retryAfter)}`);

  const another = await api.send("/v1/assessments", { headers: bearing(other) }, deps);
  expect(another.status).toBe(200);
});

test("answers that refuse are counted and told of too; what needs no key is not", async () => {
  const deps = limitedTo(2);
  const missing = await api.send("/v1/assessments/none", {}, deps);
  expect([missing.status, missing.headers.get("ratelimit")?.slice(0, 9)]).toEqual([
    404,
    '"key";r=1',
  ]);
  await api.send("/v1/assessments/none", {}, deps);
  expect((await api.send("/v1/assessments/none", {}, deps)).status).toBe(429);
  const open = await api.send("/healthz", {}, deps);
  expect([open.status, open.headers.get("ratelimit")]).toEqual([200, null]);
});

test("0 counts nothing", async () => {
  const rateLimit = openRateLimit({ RATE_LIMIT_PER_MINUTE: 0 }, () => {});
  const response = await api.send("/v1/assessments", {}, { ...api.deps, rateLimit });
  expect(response.headers.get("ratelimit")).toBeNull();
});
