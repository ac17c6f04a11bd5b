/** The OpenAPI document is valid, and the service answers as it says. */

import { afterAll, beforeAll, expect, test } from "bun:test";

import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";

import { openMetrics } from "#entry/open-metrics.ts";
import { DEFINITION, RATINGS, RESPONSE, RESPONSES } from "#http/examples.ts";
import { LIBRARY } from "#usecase/library/library.ts";

import { Contract, type Document, documentOf, operationsIn } from "./contract.ts";
import { ANSWERS_OF_EVERY_KIND, FORM_OF_EVERY_KIND } from "./every-kind.ts";
import { RATED_FORM, RATED_RESPONSES } from "./rated-form.ts";
import { bearing, givenKey } from "./given-key.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

let api: Api;
let document: Document;
let contract: Contract;
beforeAll(async () => {
  api = await openApi({ metrics: openMetrics(async () => 0).metrics });
  document = await documentOf(api);
  contract = new Contract(document);
  await api.sendJson("PUT", "/v1/assessments/rated", RATED_FORM);
  await api.sendJson("POST", "/v1/assessments/rated/responses", RATED_RESPONSES);
}, OPENING_MS);
afterAll(() => api.close());

test("it is OpenAPI, by the schema of the specification", async () => {
  const { valid, errors } = await new Validator().validate({ ...document });
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test("it is OpenAPI, by Redocly's rules", async () => {
  const config = await createConfig({
    extends: ["recommended-strict"],
    rules: {
      // Whether a process or its database answers does not depend on the request.
      "operation-4xx-response": "off",
      // An item that leaves out `rule` is told apart by what else it must and must not have.
      "no-illogical-composition-keywords": "off",
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  expect(
    problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
  ).toEqual([]);
});

test("its examples work, and so they do again", async () => {
  // Every example; then the same again, which is answered otherwise.
  for (const round of [1, 2]) {
    for (const { method, path, operation } of operationsIn(document)) {
      for (const [media, { example }] of Object.entries(operation.requestBody?.content ?? {})) {
        const sent = await send(method, filled(path), example, media);
        expect(`${round} ${operation.operationId} ${sent.status}`).toMatch(/ 20[01]$/);
      }
    }
  }
});

test("what succeeds is answered as it says", async () => {
  const key = await givenKey(api, { scopes: ["submit"] });
  const responses = "/v1/assessments/known/responses";
  await send("POST", responses, { ...RESPONSE, candidate: "c-9" });
  await send("POST", responses, { ...RESPONSE, candidate: "c-9" });
  await send("POST", responses, { ...RESPONSE, candidate: "c-9", answers: {} });
  await send("POST", responses, [{ candidate: "", answers: {} }]);
  await send("POST", responses, [...RESPONSES, { candidate: "c-8", answers: { q9: 1 } }]);
  await send("PUT", "/v1/assessments/known", { ...DEFINITION, title: "Another" });
  const ratings = "/v1/assessments/rated/ratings";
  const rating = { ...RATINGS[0], rater: "r-1", levels: { content: "poor", style: "good" } };
  await send("POST", ratings, rating);
  await send("POST", ratings, rating);
  await send("POST", ratings, { ...rating, item: "q1" });
  await send("POST", ratings, [{}, rating]);
  await send("POST", ratings, [{}]);

  const scored = await exchange("POST", "/v1/assessments/known/score");
  const { run } = (await scored.json()) as { run: { id: string } };
  await exchange("POST", `/v1/runs/${run.id}/resume`);
  await exchange("POST", "/v1/assessments/known/score?revision=1");
  for (const { method, path, query } of operationsIn(document)) {
    if (method !== "GET") continue;
    const here = filled(path, run.id) + query;
    const { headers } = await exchange("GET", here);
    const tag = headers.get("etag") ?? "none";
    await exchange("GET", here, { headers: { "if-none-match": tag } });
    for (const accept of ["text/csv", "application/x-ndjson"]) {
      await exchange("GET", here, { headers: { accept } });
    }
  }
  for (const { id } of LIBRARY) await exchange("GET", `/v1/library/${id}`);
  await exchange("DELETE", `/v1/keys/${key.id}`);
  await exchange("DELETE", `/v1/keys/${key.id}`);
});

test("an answer of each kind is taken as it says", async () => {
  const path = "/v1/assessments/kinds";
  expect((await send("PUT", path, FORM_OF_EVERY_KIND)).status).toBe(201);
  for (const [item, answer] of ANSWERS_OF_EVERY_KIND) {
    const response = {
      candidate: `${item} ${JSON.stringify(answer)}`,
      answers: { [item]: answer },
    };
    const taken = await send("POST", `${path}/responses`, response);
    expect(`${response.candidate} ${taken.status}`).toEndWith(" 201");
    contract.takeRequest("POST", `${path}/responses`, "application/json", response);
  }
});

test("what no key, scope or name opens is refused as it says", async () => {
  const { key: bare } = await givenKey(api, { scopes: ["submit"] });
  const { key: other } = await givenKey(api, { scopes: ["read"] });
  for (const { method, path, query } of operationsIn(document)) {
    const here = filled(path, crypto.randomUUID()) + query;
    await exchange(method, here, { headers: { authorization: "" } });
    await exchange(method, here, { headers: bearing(bare) });
    await exchange(method, here, { headers: bearing(other) });
    await exchange(method, here.replace(/known|rated|phq-9/, "unknown"));
    if (path.startsWith("/v1") || path === "/metrics") {
      await exchange(method, `${here}${query === "" ? "?" : "&"}nobody=1`);
    }
  }
});

test("what is wrong is refused as it says", async () => {
  const known = "/v1/assessments/known";
  const [first, ...rest] = DEFINITION.items;
  const removed = { ...DEFINITION, items: [{ ...first, options: ["C", "D"], key: "C" }, ...rest] };
  await send("PUT", known, removed);
  await send("PUT", known, { items: [] });
  const headers = { "content-type": "application/json", "if-match": '"other"' };
  await exchange("PUT", known, { headers, body: JSON.stringify(DEFINITION) });
  await send("POST", "/v1/assessments/unknown/responses", RESPONSES);
  await send("POST", "/v1/assessments/unknown/ratings", RATINGS);
  await send("POST", "/v1/score", { assessment: {}, responses: [] });
  await send("POST", "/v1/keys", { scopes: ["read"], expiresAt: "2020-01-01T00:00:00Z" });
  const { key: stranger } = await givenKey(api, { tenant: "stranger" });
  const theirs = { headers: bearing(stranger, { "content-type": "application/json" }) };
  const request = JSON.stringify({ scopes: ["read"], tenant: "default" });
  await exchange("POST", "/v1/keys", { ...theirs, body: request });
  await exchange("GET", "/v1/keys?tenant=default", theirs);
  await exchange("GET", "/metrics", {}, { ...api.deps, metrics: null });
});

test("every body was of its schema, and every kind of answer was seen", async () => {
  expect(await contract.faultsOfBodies()).toEqual([]);
  // Bodies too large, callers too many and a database that is away have tests of their own.
  expect(contract.unseen().filter((kind) => !/ (413|429|503) /.test(kind))).toEqual([]);
});

async function exchange(method: string, path: string, init: RequestInit = {}, deps = api.deps) {
  const response = await api.send(path, { method, ...init }, deps);
  const copy = response.clone();
  const fault = await contract.faultOf(method, path, response);
  expect(`${method} ${path} ${response.status} ${fault}`).toEndWith(" null");
  return copy;
}

async function send(method: string, path: string, body: unknown, media = "application/json") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return await exchange(method, path, { headers: { "content-type": media }, body: text });
}

function filled(path: string, run = ""): string {
  return path
    .replace("/assessments/{id}/ratings", "/assessments/rated/ratings")
    .replace("/assessments/{id}", "/assessments/known")
    .replace("/library/{id}", "/library/phq-9")
    .replace("/runs/{id}", `/runs/${run}`)
    .replace("/keys/{id}", "/keys/999999")
    .replace("{candidate}", "c-1");
}
