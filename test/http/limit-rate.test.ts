import { expect, test } from "bun:test";

import { describeOnEachTarget } from "../support/targets.ts";
import { expectProblem } from "./answers.ts";
import { bearing, givenKey } from "./given-key.ts";

describeOnEachTarget(
  "a limit of three",
  (api) => {
    test("requests are counted by key, told of, and refused when there are too many", async () => {
      const { key: other } = await givenKey(api);
      const { key } = await givenKey(api);
      const ask = (by: string) => api.send("/v1/assessments", { headers: bearing(by) });
      for (const remaining of [2, 1, 0]) {
        const response = await ask(key);
        expect(response.status).toBe(200);
        expect(response.headers.get("ratelimit-policy")).toBe('"key";q=3;w=60');
        expect(response.headers.get("ratelimit")).toMatch(
          new RegExp(`^"key";r=${remaining};t=([1-5]?\\d|60)$`),
        );
      }
      const refused = await ask(key);
      const { retryAfter } = await expectProblem(refused, 429, "rate_limited");
      expect(refused.headers.get("retry-after")).toBe(String(retryAfter));
      expect(refused.headers.get("ratelimit")).toBe(`"key";r=0;t=${Number(retryAfter)}`);
      expect((await ask(other)).status).toBe(200);
    });

    test("answers that refuse are counted and told of too; what needs no key is not", async () => {
      const { key } = await givenKey(api);
      const ask = () => api.send("/v1/assessments/none", { headers: bearing(key) });
      const missing = await ask();
      expect([missing.status, missing.headers.get("ratelimit")?.slice(0, 9)]).toEqual([
        404,
        '"key";r=2',
      ]);
      await ask();
      await ask();
      expect((await ask()).status).toBe(429);
      const open = await api.send("/healthz", { headers: bearing(key) });
      expect([open.status, open.headers.get("ratelimit")]).toEqual([200, null]);
    });
  },
  { RATE_LIMIT_PER_MINUTE: "3" },
);

describeOnEachTarget(
  "a limit of 0",
  (api) => {
    test("counts nothing", async () => {
      const response = await api.send("/v1/assessments");
      expect(response.headers.get("ratelimit")).toBeNull();
    });
  },
  { RATE_LIMIT_PER_MINUTE: "0" },
);
