import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { openMetrics } from "#entry/open-metrics.ts";
import { memoryRateLimit } from "#entry/memory-rate-limit.ts";
import { DEFINITION, RESPONSES } from "#http/examples.ts";
import type { Deps } from "#usecase/deps.ts";
import { owedInvalidationCounter } from "#usecase/owed-invalidation-counter.ts";

import { openOnPostgres } from "../support/databases.ts";
import { until } from "../support/faulty-scene.ts";
import { createPostgresDatabase } from "../support/postgres.ts";
import { samplesOf } from "../support/prometheus-text.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { expectProblem } from "./answers.ts";
import { bearing, givenKey } from "./given-key.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const onPostgres = testsNeeding("PostgreSQL");
const EXAM = "/v1/assessments/secret-exam";

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, OPENING_MS);
afterAll(() => api.close());

function withMetrics(db: Deps["db"] = api.deps.db): Deps {
  return { ...api.deps, ...openMetrics(owedInvalidationCounter({ db })) };
}

async function scrape(deps: Deps): Promise<ReadonlyMap<string, number>> {
  return samplesOf(await (await api.send("/metrics", {}, deps)).text());
}

describe("GET /metrics", () => {
  test("is Prometheus' text, for a key with the scope admin", async () => {
    const { key } = await givenKey(api, { scopes: ["admin"] });
    const response = await api.send("/metrics", { headers: bearing(key) }, withMetrics());
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await response.text()).toStartWith("# HELP assay_http_requests_total ");
  });

  test("is for no other key, and for nobody without one", async () => {
    const deps = withMetrics();
    const { key } = await givenKey(api, { scopes: ["define", "submit", "score", "read"] });
    const refused = await api.send("/metrics", { headers: bearing(key) }, deps);
    await expectProblem(refused, 403, "scope_missing");
    const nobody = await api.send("/metrics", { headers: { authorization: "" } }, deps);
    await expectProblem(nobody, 401, "key_missing");
  });

  test("counts against the key's limit", async () => {
    const deps = { ...withMetrics(), rateLimit: memoryRateLimit(1, 60) };
    expect((await api.send("/metrics", {}, deps)).status).toBe(200);
    await expectProblem(await api.send("/metrics", {}, deps), 429, "rate_limited");
  });

  test("404 where no figures are kept, and refusals come first", async () => {
    await expectProblem(await api.send("/metrics"), 404, "not_found");
    const nobody = await api.send("/metrics", { headers: { authorization: "" } });
    await expectProblem(nobody, 401, "key_missing");
  });
});

describe("the figures", () => {
  test("are those of what was done", async () => {
    const deps = withMetrics();
    await send(deps, "PUT", EXAM, DEFINITION);
    const bad = { candidate: "secret-c", answers: { q1: "none of them" } };
    const row = { candidate: "secret-a", answers: {} };
    await send(deps, "POST", `${EXAM}/responses`, [row, { ...row, candidate: "secret-b" }, bad]);
    await send(deps, "POST", `${EXAM}/responses`, row);
    await send(deps, "POST", `${EXAM}/responses`, bad);
    await send(deps, "POST", `${EXAM}/score`);
    await send(deps, "POST", "/v1/score", { assessment: DEFINITION, responses: RESPONSES });
    for (let i = 0; i < 3; i++) await send(deps, "GET", `${EXAM}/summary`);
    await send(deps, "GET", "/secret-path");

    const samples = await scrape(deps);
    expect(Object.fromEntries([...samples].filter(([name]) => WORK.test(name)))).toEqual({
      'assay_responses_ingested_total{outcome="accepted"}': 2,
      'assay_responses_ingested_total{outcome="duplicate"}': 1,
      'assay_responses_ingested_total{outcome="rejected"}': 2,
      'assay_responses_scored_total{by="run"}': 2,
      'assay_responses_scored_total{by="stateless"}': RESPONSES.length,
      'assay_runs_total{outcome="succeeded"}': 1,
      'assay_runs_total{outcome="failed"}': 0,
      assay_run_duration_seconds_count: 1,
      assay_batches_total: 1,
      assay_batch_retries_total: 0,
      assay_fallbacks_total: 0,
      'assay_cache_reads_total{outcome="hit"}': 2,
      'assay_cache_reads_total{outcome="miss"}': 1,
      'assay_cache_reads_total{outcome="unavailable"}': 0,
      'assay_invalidations_total{outcome="told"}': 1,
      'assay_invalidations_total{outcome="swept"}': 0,
      'assay_invalidations_total{outcome="owed"}': 0,
      assay_owed_invalidations: 0,
    });
    for (const metric of ["requests_total", "request_duration_seconds_count"]) {
      const of = (labels: string) => samples.get(`assay_http_${metric}{${labels}}`);
      const responses = 'method="POST",route="/v1/assessments/:id/responses"';
      expect(of(`${responses},status="200"`)).toBe(2);
      expect(of(`${responses},status="422"`)).toBe(1);
      expect(of('method="GET",route="/v1/assessments/:id/summary",status="200"')).toBe(3);
      expect(of('method="GET",route="unmatched",status="404"')).toBe(1);
    }
  });

  test("name no tenant, assessment or candidate, whatever is asked", async () => {
    const deps = withMetrics();
    const { key } = await givenKey(api, { tenant: "secret-tenant" });
    for (const path of [`${EXAM}/results/secret-a`, "/secret/x", "/v1/keys?tenant=secret-tenant"]) {
      await api.send(path, { headers: bearing(key) }, deps);
    }
    const text = await (await api.send("/metrics", {}, deps)).text();
    expect(text).toContain("/v1/assessments/:id/results/:candidate");
    expect(text).not.toContain("secret");
  });

  test("stay few, however many paths and methods callers make up", async () => {
    const deps = withMetrics();
    await api.send("/made-up", {}, deps);
    await api.send("/made-up", { method: "PROPFIND" }, deps);
    await scrape(deps);
    const before = (await scrape(deps)).size;
    for (let i = 0; i < 50; i++) {
      await api.send(`/made-up-${i}`, { headers: { authorization: `Bearer ${i}` } }, deps);
      await api.send(`/v1/made-up-${i}`, {}, deps);
      await api.send(`/made-up-${i}`, { method: "PROPFIND" }, deps);
    }
    expect((await scrape(deps)).size).toBe(before);
  });

  test("are of one opening: another has its own", async () => {
    const [one, other] = [withMetrics(), withMetrics()];
    await api.send("/healthz", {}, one);
    const health = 'assay_http_requests_total{method="GET",route="/healthz",status="200"}';
    expect((await scrape(one)).get(health)).toBe(1);
    expect((await scrape(other)).get(health)).toBeUndefined();
  });

  test("of the process are true", async () => {
    const samples = await scrape(withMetrics());
    const start = samples.get("process_start_time_seconds") ?? 0;
    expect(Math.abs(start - (Date.now() / 1000 - process.uptime()))).toBeLessThan(10);
    expect(samples.get("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
    expect(samples.get("process_cpu_user_seconds_total")).toBeGreaterThan(0);
  });
});

test("the lag of the event loop is that of the time between two scrapes", async () => {
  const deps = withMetrics();
  const isLate = async () =>
    ((await scrape(deps)).get("nodejs_eventloop_lag_max_seconds") ?? 0) >= 0.2;
  await until(async () => {
    const end = performance.now() + 300;
    while (performance.now() < end);
    await Bun.sleep(20);
    return await isLate();
  });
  await until(async () => !(await isLate()));
});

onPostgres.describe("owed invalidations", () => {
  test("are counted at the scrape; a database that hangs is asked once, and not waited for", async () => {
    const database = await openOnPostgres(await createPostgresDatabase());
    const deps = withMetrics(database.db);
    expect((await scrape(deps)).get("assay_owed_invalidations")).toBe(0);

    const rival = await database.sql.reserve();
    await rival`begin`;
    await rival`lock table owed_invalidations in access exclusive mode`;
    const scrapes = await Promise.all([scrape(deps), scrape(deps), scrape(deps)]);
    scrapes.push(await scrape(deps));
    for (const samples of scrapes) {
      expect(samples.has("assay_owed_invalidations")).toBe(false);
      expect(samples.has("assay_runs_total")).toBe(false);
      expect(samples.get('assay_runs_total{outcome="failed"}')).toBe(0);
    }
    const [waiting] = await rival`
      select count(*)::int as n from pg_locks where not granted and relation = 'owed_invalidations'::regclass`;
    expect(waiting?.["n"]).toBe(1);

    await rival`rollback`;
    rival.release();
    // The question that hung is answered now, and may be the next scrape's answer.
    expect((await scrape(deps)).get("assay_owed_invalidations")).toBe(0);
    await database.close();
  }, 60_000);

  test("have no value once the database is gone; all else is there", async () => {
    const database = await openOnPostgres(await createPostgresDatabase());
    const deps = withMetrics(database.db);
    await database.close();
    const samples = await scrape(deps);
    expect(samples.has("assay_owed_invalidations")).toBe(false);
    expect(samples.get('assay_runs_total{outcome="failed"}')).toBe(0);
  }, 60_000);
});

const WORK = /^assay_(?!http_|run_stage_|run_duration_seconds_(?:bucket|sum))/;

async function send(deps: Deps, method: string, path: string, body?: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await api.send(
    path,
    { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
    deps,
  );
  await response.arrayBuffer();
}
