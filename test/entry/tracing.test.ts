/** Traces, as a real collector gets them from the real process. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { asksForTraces } from "#entry/open-tracing.ts";

import { type Collector, type CollectedSpan, serveCollector } from "../support/collector.ts";
import { reading } from "../support/printed.ts";

const KEY = "bootstrap-key-of-the-tracing-tests";
const STARTS_MS = 120_000;
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

let folder: string;
let collector: Collector;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-traces-"));
  collector = serveCollector();
});
afterAll(async () => {
  await collector.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Served {
  readonly origin: string;
  /** Stops it, and gives what it logged. */
  readonly stop: () => Promise<Record<string, unknown>[]>;
}

async function serve(settings: Record<string, string>): Promise<Served> {
  const child = Bun.spawn([process.execPath, "src/entry/bun.ts"], {
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: folder,
      PORT: "0",
      BOOTSTRAP_KEY: KEY,
      ...settings,
    },
    stdout: "pipe",
    stderr: "pipe",
  });
  const origin = await reading(child.stdout).origin();
  const stop = async () => {
    child.kill("SIGTERM");
    expect(await child.exited).toBe(0);
    const lines = (await new Response(child.stderr).text()).trimEnd().split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  };
  return { origin, stop };
}

async function ask(origin: string, method: string, path: string, headers = {}): Promise<Response> {
  const all = { authorization: `Bearer ${KEY}`, ...headers };
  const response = await fetch(origin + path, { method, headers: all });
  await response.arrayBuffer();
  return response;
}

describe("with a collector", () => {
  let spans: CollectedSpan[];
  let log: Record<string, unknown>[];
  beforeAll(async () => {
    const { origin, stop } = await serve({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: "x-token=collector-token",
      OTEL_SERVICE_NAME: "assay-north",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=test",
      // Nothing is sent until the process ends: the flush has to do it.
      OTEL_BSP_SCHEDULE_DELAY: "600000",
    });
    const traced = (flags: string) => ({ traceparent: `00-${TRACE}-${PARENT}-${flags}` });
    await ask(origin, "POST", "/v1/assessments/lsat-7/score", traced("01"));
    await ask(origin, "GET", "/v1/assessments/lsat-7/results/secret-candidate?attempt=7");
    await ask(origin, "GET", "/v1/assessments", traced("00"));
    await ask(origin, "GET", "/nothing/secret-path");
    await ask(origin, "GET", "/healthz");
    await ask(origin, "GET", "/metrics");
    log = await stop();
    spans = collector.spans();
  }, STARTS_MS);

  test("a request is a span of the caller's trace, by route", () => {
    const span = spans.find(({ name }) => name === "POST /v1/assessments/:id/score");
    expect(span).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, kind: 2 });
    expect(span?.attributes).toEqual({
      "http.request.method": "POST",
      "http.route": "/v1/assessments/:id/score",
      "http.response.status_code": 200,
    });
  });

  test("a run is a child of the request that it was for", () => {
    const request = spans.find(({ name }) => name === "POST /v1/assessments/:id/score");
    const run = spans.find(({ name, traceId }) => name === "score" && traceId === TRACE);
    expect(run?.parentSpanId).toBe(request?.spanId ?? "");
    expect(run?.attributes).toEqual({
      "assay.responses": 0,
      "assay.batches": 0,
      "assay.retries": 0,
      "assay.fallbacks": 0,
      "assay.read_ms": 0,
      "assay.score_ms": 0,
      "assay.write_ms": 0,
    });
  });

  test("the runs of the samples have their figures, and no request", () => {
    const runs = spans.filter(({ name, traceId }) => name === "score" && traceId !== TRACE);
    expect(runs.map(({ attributes }) => attributes["assay.responses"])).toEqual([1_000, 10_000]);
    for (const { parentSpanId, attributes } of runs) {
      expect(parentSpanId ?? "").toBe("");
      expect(attributes["assay.batches"]).toBeGreaterThan(0);
      expect(attributes["assay.write_ms"]).toBeGreaterThan(0);
    }
  });

  test("what the caller does not sample, and what machines ask, is not sent", () => {
    const names = spans.map(({ name }) => name).toSorted();
    expect(names).toEqual([
      "GET /v1/assessments/:id/results/:candidate",
      "GET unmatched",
      "POST /v1/assessments/:id/score",
      "score",
      "score",
      "score",
    ]);
  });

  test("nothing sent names a path, a candidate, a query or a key", () => {
    expect(collector.received).not.toBeEmpty();
    for (const text of collector.received) {
      expect(text).not.toMatch(/secret|lsat|attempt|simulated|bootstrap|127\.0\.0\.1/);
    }
  });

  test("the environment names the service and the collector's headers", () => {
    expect(collector.resource()).toMatchObject({
      "service.name": "assay-north",
      "deployment.environment": "test",
    });
    expect(collector.headers.get("x-token")).toBe("collector-token");
  });

  test("lines of the log name the trace", () => {
    const lines = log.filter(({ trace }) => trace === TRACE);
    expect(lines.map(({ msg, route }) => [msg, route])).toEqual([
      ["audit", undefined],
      ["request", "/v1/assessments/:id/score"],
      ["request", "/v1/assessments"],
    ]);
    expect(lines[1]).toMatchObject({ requestId: expect.any(String) });
  });
});

test(
  "a collector that does not answer does not keep the process from ending",
  async () => {
    const silent = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Promise(never) });
    const { origin, stop } = await serve({ OTEL_EXPORTER_OTLP_ENDPOINT: silent.url.origin });
    await ask(origin, "GET", "/v1/assessments");
    const log = await stop();
    await silent.stop(true);
    expect(log.map(({ msg }) => msg)).toEqual(["request", "traces_not_closed"]);
  },
  STARTS_MS,
);

test(
  "a collector that refuses is one line of the log, without its headers",
  async () => {
    const refusing = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: () => new Response("no: token-7", { status: 401 }),
    });
    const { origin, stop } = await serve({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${refusing.url.origin}/custom`,
      OTEL_EXPORTER_OTLP_HEADERS: "x-token=token-7",
    });
    await ask(origin, "GET", "/v1/assessments");
    const log = await stop();
    await refusing.stop(true);
    expect(log.map(({ msg }) => msg)).toEqual(["request", "traces_not_sent"]);
    expect(log[1]).toMatchObject({ level: 40, spans: 1 });
    expect(JSON.stringify(log)).not.toContain("token-7");
  },
  STARTS_MS,
);

test("nothing of the SDK is loaded until traces are asked for", async () => {
  const script = `
    await import("./src/entry/open-deps.ts");
    await import("./src/entry/serve.ts");
    const { openTracing } = await import("./src/entry/open-tracing.ts");
    const loaded = () => Object.keys(require.cache).filter((file) => /sdk-trace|otlp/.test(file)).length;
    const opened = [await openTracing({}, () => {}), loaded()];
    await openTracing({ OTEL_TRACES_EXPORTER: "otlp" }, () => {});
    console.log(JSON.stringify([...opened, loaded() > 0]));
    process.exit(0);`;
  const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "inherit" });
  expect(await new Response(child.stdout).text()).toBe("[null,0,true]\n");
});

describe("traces are", () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };

  test.each<[string, Record<string, string>, boolean]>([
    ["off by themselves", {}, false],
    ["off where the endpoint is empty", { OTEL_EXPORTER_OTLP_ENDPOINT: "" }, false],
    ["on with an endpoint", endpoint, true],
    ["on with one for traces", { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c:4318/x" }, true],
    ["on with the exporter by name", { OTEL_TRACES_EXPORTER: "otlp" }, true],
    ["off with none", { ...endpoint, OTEL_TRACES_EXPORTER: "none" }, false],
    [
      "off with an exporter that is not here",
      { ...endpoint, OTEL_TRACES_EXPORTER: "zipkin" },
      false,
    ],
    ["off where the SDK is disabled", { ...endpoint, OTEL_SDK_DISABLED: "true" }, false],
  ])("%s", (_, environment, asked) => {
    expect(asksForTraces(environment)).toBe(asked);
  });
});

function never(): void {}
