import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { serve } from "#entry/serve.ts";

import { smokeTest } from "../../scripts/smoke-test.ts";
import { type Api, openApi, OPENING_MS } from "../http/open-api.ts";
import { must } from "../support/must.ts";

let api: Api;
let server: ReturnType<typeof startServer>;
beforeAll(async () => {
  api = await openApi();
  server = startServer();
}, OPENING_MS);
afterAll(async () => {
  await server.stop(true);
  await api.close();
});

function startServer() {
  return must(serve(api.deps, { hostname: "127.0.0.1", port: 0, tracing: null }));
}

async function faultsOf(origin: string, key: string): Promise<string[]> {
  const faults: string[] = [];
  for await (const { what, fault } of smokeTest(origin, key)) {
    if (fault !== null) faults.push(what);
  }
  return faults;
}

describe("the smoke test", () => {
  test("passes on a server that works, and again", async () => {
    expect(await faultsOf(server.url.href, api.key)).toEqual([]);
    expect(await faultsOf(server.url.href, api.key)).toEqual([]);
  });

  test("sees a key that opens nothing", async () => {
    expect(await faultsOf(server.url.href, "another-key")).toEqual([
      "sees its own writes at once (Hyperdrive's caching is off)",
      "scores",
      "caches the summary",
    ]);
  });

  test("sees reads that are older than writes", async () => {
    const held = new Map<string, Promise<string>>();
    const stale = Bun.serve({
      port: 0,
      async fetch(request) {
        const { pathname } = new URL(request.url);
        const forward = async () => await fetch(new URL(pathname, server.url), request);
        if (request.method !== "GET" || pathname !== "/v1/assessments/smoke-test") return forward();
        const text = held.get(pathname) ?? forward().then(async (answer) => await answer.text());
        held.set(pathname, text);
        return new Response(await text);
      },
    });
    try {
      expect(await faultsOf(stale.url.href, api.key)).toEqual([
        "sees its own writes at once (Hyperdrive's caching is off)",
      ]);
    } finally {
      await stale.stop(true);
    }
  });

  test("sees a host where nothing answers", async () => {
    expect(await faultsOf("http://127.0.0.1:1", api.key)).toHaveLength(8);
  });
});
