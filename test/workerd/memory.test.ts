/**
 * A Worker has 128 MB, for its heap and for what that holds outside.
 *
 * workerd keeps no such limit by itself, so it is measured: the most memory that its
 * process has held, less what it held before the first request. That counts too much,
 * never too little: also the runtime's own buffers, threads and code, and garbage that
 * V8 leaves lying as long as nobody sets it a limit.
 */

import { expect } from "bun:test";

import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { peakMemoryMiB } from "../support/process-facts.ts";
import { SERVERS_OF } from "../support/target.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { openWorker, type Worker } from "../support/worker-target.ts";

const { test } = testsNeeding(...SERVERS_OF.workerd);

const LIMIT_MIB = 128_000_000 / 1024 / 1024;
const MIB = 1024 * 1024;
const BOMB_MIB = 300;

test("10,000 responses are ingested, scored and given out within the limit", async () => {
  const lines = mixedResponses(10_000).map((response) => JSON.stringify(response));
  const grown = await grownBy(async (worker) => {
    await worker.sendJson("PUT", "/v1/assessments/exam", mixedForm);
    const sent = await worker.send("/v1/assessments/exam/responses", {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: lines.join("\n"),
    });
    expect(await sent.json()).toMatchObject({ accepted: 10_000 });
    const scored = await worker.send("/v1/assessments/exam/score", { method: "POST" });
    expect(await scored.json()).toMatchObject({ run: { counts: { scored: 10_000 } } });
    const headers = { accept: "application/x-ndjson" };
    const results = await worker.send("/v1/assessments/exam/results", { headers });
    expect((await results.text()).trimEnd().split("\n")).toHaveLength(10_000);
  });
  expect(grown).toBeLessThan(LIMIT_MIB);
}, 60_000);

test("a gzip bomb is never held: not the half of what it inflates to", async () => {
  const bomb = Bun.gzipSync(new Uint8Array(BOMB_MIB * MIB).fill(0x20));
  const grown = await grownBy(async (worker) => {
    await worker.sendJson("PUT", "/v1/assessments/exam", mixedForm);
    const sent = await worker.send("/v1/assessments/exam/responses", {
      method: "POST",
      headers: { "content-type": "application/x-ndjson", "content-encoding": "gzip" },
      body: bomb,
    });
    await sent.text();
    expect(sent.status).toBe(422);
  });
  expect(grown).toBeLessThan(BOMB_MIB / 2);
}, 60_000);

async function grownBy(work: (worker: Worker) => Promise<void>): Promise<number> {
  const worker = await openWorker({});
  const before = peakMemoryMiB(worker.pid);
  await work(worker);
  const grown = peakMemoryMiB(worker.pid) - before;
  await worker.close();
  return grown;
}
