/** When a key ends, and what of it is in the log: in this process, where the test has the clock. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { DEFINITION, RESPONSES } from "#http/examples.ts";
import type { Deps } from "#usecase/deps.ts";
import { createLifetime } from "#usecase/lifetime.ts";

import type { LogLine } from "../support/target.ts";
import { bearing, givenKey } from "./given-key.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

async function statusOf(key: string, deps: Deps): Promise<number> {
  return (await api.send("/v1/assessments", { headers: bearing(key) }, deps)).status;
}

describe("a key that ends", () => {
  test("a revocation elsewhere holds after 60 seconds, not later", async () => {
    const { id, key } = await givenKey(api);
    let now = Date.now();
    const elsewhere: Deps = { ...api.deps, now: () => now, lifetime: createLifetime() };
    expect(await statusOf(key, elsewhere)).toBe(200);
    await api.send(`/v1/keys/${id}`, { method: "DELETE" });
    now += 59_999;
    expect(await statusOf(key, elsewhere)).toBe(200);
    now += 1;
    expect(await statusOf(key, elsewhere)).toBe(401);
  });

  test("an expiry holds to the millisecond, believed or not", async () => {
    const expiresAt = "2090-01-01T00:00:00.000Z";
    const { key } = await givenKey(api, { expiresAt });
    let now = Date.parse(expiresAt) - 1;
    const then: Deps = { ...api.deps, now: () => now, lifetime: createLifetime() };
    expect(await statusOf(key, then)).toBe(200);
    now += 1;
    expect(await statusOf(key, then)).toBe(401);
    expect(await statusOf(key, { ...then, lifetime: createLifetime() })).toBe(401);
  });
});

test("every define, score and key change leaves a line: who, what, and no secret", async () => {
  const lines: LogLine[] = [];
  const deps: Deps = {
    ...api.deps,
    log: (level, event, fields = {}) => {
      if (event === "audit") lines.push({ level, event, fields });
    },
  };
  const { id: by, key } = await givenKey(api, { tenant: "audited" });
  const send = async (method: string, path: string, body?: unknown) => {
    const headers = bearing(key, { "content-type": "application/json" });
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return await api.send(path, init, deps);
  };
  await send("PUT", "/v1/assessments/a", DEFINITION);
  await send("POST", "/v1/assessments/a/responses", RESPONSES);
  const scored = await send("POST", "/v1/assessments/a/score");
  const { run } = (await scored.json()) as { run: { id: string } };
  await send("POST", `/v1/runs/${run.id}/resume`);
  await send("POST", "/v1/score", { assessment: DEFINITION, responses: RESPONSES });
  const made = (await (await send("POST", "/v1/keys", { scopes: ["read"] })).json()) as {
    id: number;
    key: string;
  };
  await send("DELETE", `/v1/keys/${made.id}`);
  await send("GET", "/v1/assessments/a");
  await send("PUT", "/v1/assessments/a", {});

  const who = { by, tenant: "audited" };
  const of = { assessment: "a", revision: 1 };
  expect(lines.map(({ fields }) => fields)).toEqual([
    { what: "define", ...who, ...of },
    { what: "score", ...who, ...of },
    { what: "score", ...who, ...of },
    { what: "score", ...who, assessment: null, revision: null },
    { what: "key_create", ...who, key: made.id },
    { what: "key_revoke", ...who, key: made.id },
  ]);
  expect(lines.every(({ level }) => level === "info")).toBe(true);
  expect(JSON.stringify(lines)).not.toContain(made.key);
});
