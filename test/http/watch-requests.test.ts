/** What is told of requests: a line of the log, an observation, and the times of scoring. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";

import { DEFINITION, RESPONSES } from "#http/examples.ts";
import type { Deps } from "#usecase/deps.ts";
import type { Observation } from "#usecase/observation.ts";

import type { LogLine } from "../support/target.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const EXAM = "/v1/assessments/secret-exam";

let api: Api;
let lines: LogLine[];
let deps: Deps;
beforeAll(async () => {
  api = await openApi();
  await api.sendJson("PUT", EXAM, DEFINITION);
}, OPENING_MS);
afterAll(() => api.close());
beforeEach(() => {
  lines = [];
  api.observed.length = 0;
  const log: Deps["log"] = (level, event, fields = {}) => {
    lines.push({ level, event, fields });
  };
  deps = { ...api.deps, log };
});

describe("the line of a request", () => {
  test("is at level info, and says what was asked and how it ended", async () => {
    const headers = { "x-request-id": "r-1" };
    await api.send(`${EXAM}/results/secret-candidate?attempt=77`, { headers }, deps);
    expect(lines).toEqual([
      {
        level: "info",
        event: "request",
        fields: {
          requestId: "r-1",
          method: "GET",
          route: "/v1/assessments/:id/results/:candidate",
          status: 404,
          ms: expect.any(Number),
        },
      },
    ]);
  });

  test("holds no path, no query, no key and no answer", async () => {
    const body = JSON.stringify({
      candidate: "secret-candidate",
      answers: { q1: "secret-answer" },
    });
    await post(`${EXAM}/responses`, body);
    await post(`${EXAM}/score`);
    await post("/v1/score", JSON.stringify({ assessment: DEFINITION, responses: RESPONSES }));
    await api.send(`${EXAM}?revision=1&secret=1`, {}, deps);
    await api.send("/secret-path", { headers: { authorization: "Bearer secret-key" } }, deps);
    const requests = lines.filter(({ event }) => event === "request");
    expect(requests).toHaveLength(5);
    expect(JSON.stringify(requests)).not.toMatch(/secret|revision=/);
    expect(JSON.stringify(requests)).not.toContain(api.key);
    expect(JSON.stringify(api.observed)).not.toMatch(/secret|revision=/);
  });

  test("says what the cache did, and how much came in where that is known", async () => {
    await post(`${EXAM}/score`);
    await api.send(`${EXAM}/summary`, {}, deps);
    expect(lines.at(-1)?.fields["cache"]).toBe("assay; fwd=miss");
    await post("/v1/score", "{}", { "content-length": "2" });
    expect(lines.at(-1)?.fields).toMatchObject({ status: 400, bytesIn: 2 });
    await post("/v1/score", "{}", { "content-length": "-2" });
    expect(lines.at(-1)?.fields).not.toHaveProperty("bytesIn");
  });

  test.each(["/healthz", "/readyz", "/metrics"])("is at level debug for %s", async (path) => {
    await api.send(path, {}, deps);
    expect(lines.map(({ level, fields }) => [level, fields["route"]])).toEqual([["debug", path]]);
  });
});

describe("the observation of a request", () => {
  test("names a route that there is, or none", async () => {
    for (const path of ["/", "/v1/nothing", "/v1/assessments/a/b/c", "/healthz/x"]) {
      await api.send(path, {}, deps);
    }
    expect(await routesOf({ method: "DELETE", path: EXAM })).toEqual(["unmatched"]);
    expect(new Set(requests().map(({ route }) => route))).toEqual(new Set(["unmatched"]));
  });

  test("names the route also where the key is refused", async () => {
    await api.send(EXAM, { headers: { authorization: "" } }, deps);
    expect(requests()).toMatchObject([{ route: "/v1/assessments/:id", status: 401 }]);
  });

  test("has few methods, whatever callers make up", async () => {
    await api.send(EXAM, { method: "HEAD" }, deps);
    await api.send(EXAM, { method: "PROPFIND" }, deps);
    expect(requests().map(({ method }) => method)).toEqual(["HEAD", "_OTHER"]);
  });
});

describe("Server-Timing", () => {
  const RUN = /^read;dur=[\d.]+, score;dur=[\d.]+, write;dur=[\d.]+, total;dur=[\d.]+$/;

  test("of scoring and of going on are the times of the run", async () => {
    await post(`${EXAM}/responses`, JSON.stringify({ candidate: "c-timed", answers: {} }));
    const scored = await post(`${EXAM}/score`);
    const { run } = (await scored.json()) as Scored;
    expect(scored.headers.get("server-timing")).toMatch(RUN);
    expect(durationsOf(scored)).toEqual({
      read: run.timings.readMs,
      score: run.timings.scoreMs,
      write: run.timings.writeMs,
      total: run.timings.totalMs,
    });
    expect(run.timings.readMs).toBeGreaterThan(0);
    expect(run.timings.writeMs).toBeGreaterThan(0);
    const resumed = await post(`/v1/runs/${run.id}/resume`);
    expect(resumed.headers.get("server-timing")).toMatch(RUN);
  });

  test("of scoring without storing is the scoring", async () => {
    const body = JSON.stringify({ assessment: DEFINITION, responses: RESPONSES });
    const scored = await post("/v1/score", body);
    expect(Object.keys(durationsOf(scored))).toEqual(["score"]);
    expect(durationsOf(scored)["score"]).toBeGreaterThan(0);
  });

  test("is not on what was not scored", async () => {
    expect((await post("/v1/assessments/none/score")).headers.has("server-timing")).toBe(false);
    expect((await post("/v1/score", "{}")).headers.has("server-timing")).toBe(false);
  });
});

interface Scored {
  readonly run: {
    readonly id: string;
    readonly timings: Readonly<Record<"readMs" | "scoreMs" | "writeMs" | "totalMs", number>>;
  };
}

async function post(path: string, body: string | null = null, headers = {}): Promise<Response> {
  const json = { "content-type": "application/json", ...headers };
  return await api.send(path, { method: "POST", body, headers: json }, deps);
}

function requests(): Extract<Observation, { kind: "request" }>[] {
  return api.observed.filter((event) => event.kind === "request");
}

async function routesOf({ method, path }: { method: string; path: string }): Promise<string[]> {
  const { length } = requests();
  await api.send(path, { method }, deps);
  return requests()
    .slice(length)
    .map(({ route }) => route);
}

function durationsOf(response: Response): Record<string, number> {
  const header = response.headers.get("server-timing") ?? "";
  return Object.fromEntries(
    header.split(", ").map((entry) => {
      const [name = "", duration = ""] = entry.split(";dur=");
      return [name, Number(duration)];
    }),
  );
}
