/** A socket of a Worker is its request's: it closes with the request, however that ends. */

import { expect } from "bun:test";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

import { type FaultyProxy, openFaultyProxy } from "../support/faulty-proxy.ts";
import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { SERVERS_OF, TEST_KEY } from "../support/target.ts";
import { testsNeeding } from "../support/tests-needing.ts";
import { until } from "../support/until.ts";
import { openWorker, type Worker } from "../support/worker-target.ts";

const { afterEach, beforeEach, test } = testsNeeding(...SERVERS_OF.workerd);

const EXAM = "/v1/assessments/exam";

let proxy: FaultyProxy;
let worker: Worker;
beforeEach(async () => {
  const between = async (url: string) => {
    proxy = await openFaultyProxy(url);
    return proxy.url;
  };
  worker = await openWorker({}, { between });
  await worker.sendJson("PUT", EXAM, mixedForm);
}, 60_000);
afterEach(async () => {
  await worker.close();
  await proxy.close();
});

test("every connection that is opened is closed", async () => {
  const many = mixedResponses(500);
  await worker.sendJson("POST", `${EXAM}/responses`, many);
  await worker.send(`${EXAM}/score`, { method: "POST" });
  const paths = ["", "/summary", "/results", "/results?sort=-points", "/results/c-1", "/nothing"];
  const asked = paths.flatMap((path) => Array.from({ length: 5 }, () => worker.send(EXAM + path)));
  for (const response of await Promise.all(asked)) {
    await response.text();
    expect([200, 404]).toContain(response.status);
  }
  const refused = await worker.sendJson("POST", `${EXAM}/responses`, [{ candidate: 1 }]);
  expect(refused.status).toBe(422);
  await worker.tick();

  expect(proxy.opened).toBeGreaterThan(paths.length);
  await expectNothingOpen();
}, 60_000);

test("what needs no database connects to none", async () => {
  await expectNothingOpen();
  const before = proxy.opened;
  expect((await worker.send("/healthz")).status).toBe(200);
  expect((await worker.send("/openapi.json")).status).toBe(200);
  expect((await worker.send(EXAM, { headers: { authorization: "" } })).status).toBe(401);
  expect(proxy.opened).toBe(before);
}, 60_000);

test("a reader that hangs up in the middle of an export leaves nothing open", async () => {
  // Ten times what the sockets on the way may hold.
  const sent = await worker.send(`${EXAM}/responses`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: ndjson(40_000),
  });
  expect(await sent.json()).toMatchObject({ accepted: 40_000 });
  await (await worker.send(`${EXAM}/score`, { method: "POST" })).text();
  await expectNothingOpen();

  const reader = await dial(`GET ${EXAM}/results`, ["accept: application/x-ndjson"]);
  await once(reader, "data");
  reader.pause();
  expect(proxy.open).toBeGreaterThan(0);
  reader.destroy();
  await expectNothingOpen();
}, 120_000);

test("an upload that is cut in the middle leaves nothing open, and may be sent again", async () => {
  const body = ndjson(20_000);
  const writer = await dial(`POST ${EXAM}/responses`, [
    "content-type: application/x-ndjson",
    `content-length: ${body.length}`,
  ]);
  writer.write(body.slice(0, body.length / 2));
  const stored = async () => {
    const assessment = (await (await worker.send(EXAM)).json()) as { responses: number };
    return assessment.responses;
  };
  await until("some are stored", async () => (await stored()) > 0);
  expect(proxy.open).toBeGreaterThan(0);
  writer.destroy();
  await expectNothingOpen();

  const kept = await stored();
  expect(kept).toBeLessThan(20_000);
  const again = await worker.send(`${EXAM}/responses`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body,
  });
  expect(await again.json()).toMatchObject({ accepted: 20_000 - kept, duplicates: kept });
  await expectNothingOpen();
}, 120_000);

/** Neither the proxy nor the database knows of any; it may take them a moment to hear of it. */
async function expectNothingOpen(): Promise<void> {
  await until("no connection is open", () => proxy.open === 0);
  await until("the database has none", async () => (await worker.connections()) === 0);
}

/** A request on a socket of its own: fetch would read ahead, and end politely. */
async function dial(request: string, headers: readonly string[]): Promise<Socket> {
  const { hostname, port, host } = worker.origin;
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  await once(socket, "connect");
  const authorization = `authorization: Bearer ${TEST_KEY}`;
  const head = [`${request} HTTP/1.1`, `host: ${host}`, authorization, ...headers];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  return socket;
}

function ndjson(responses: number): string {
  return mixedResponses(responses)
    .map((response) => `${JSON.stringify(response)}\n`)
    .join("");
}
