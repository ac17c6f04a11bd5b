/** To another tenant, what is stored looks like what is not there. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { DEFINITION, RESPONSES } from "#http/examples.ts";

import { StatementRecorder } from "../support/query-plans.ts";
import { bearing, givenKey } from "./given-key.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";
import { type DescribedOperation, operationsOf } from "./operations.ts";

/** Ids that name something of the first tenant, and the same shapes that name nothing. */
interface Names {
  readonly assessment: string;
  readonly run: string;
  readonly key: string;
}

const recorder = new StatementRecorder();
let api: Api;
let operations: DescribedOperation[];
let stranger: string;
let theirs: Names;
const nothing: Names = { assessment: "nope", run: crypto.randomUUID(), key: "999999" };

beforeAll(async () => {
  api = await openApi({ logger: recorder });
  operations = await operationsOf(api);
  await api.sendJson("PUT", "/v1/assessments/exam", DEFINITION);
  await api.sendJson("POST", "/v1/assessments/exam/responses", RESPONSES);
  const scored = await api.send("/v1/assessments/exam/score", { method: "POST" });
  const { run } = (await scored.json()) as { run: { id: string } };
  const { id: key } = await givenKey(api, { label: "theirs" });
  theirs = { assessment: "exam", run: run.id, key: String(key) };
  stranger = (await givenKey(api, { tenant: "stranger" })).key;
}, OPENING_MS);
afterAll(() => api.close());

test("404 on every route that names a stored thing, as if it were not there", async () => {
  const naming = operations.filter(({ path, method }) => path.includes("{") && method !== "PUT");
  expect(naming.length).toBeGreaterThan(8);
  for (const { method, path } of naming) {
    for (const query of ["", ...(method === "GET" ? queriesOf(path) : [])]) {
      const name = `${method} ${path}${query}`;
      const own = await answer(api.key, method, filled(path, theirs) + query);
      const seen = await answer(stranger, method, filled(path, theirs) + query);
      const absent = await answer(stranger, method, filled(path, nothing) + query);
      expect(`${name} ${seen.status}`).toBe(`${name} 404`);
      expect(seen).toEqual(absent);
      // The owner is served, so it is the tenant that makes the difference.
      expect(`${name} ${own.status}`).toMatch(/ 20[014]$/);
    }
  }
});

test("it takes the same statements, so not even the time tells", async () => {
  // What is asked of the key itself is asked once.
  await answer(stranger, "GET", "/v1/assessments");
  const naming = operations.filter(({ path, method }) => path.includes("{") && method !== "PUT");
  const requests = naming.flatMap(({ method, path }) =>
    ["", ...(method === "GET" ? queriesOf(path) : [])].map((query) => ({ method, path, query })),
  );
  expect(requests.length).toBeGreaterThan(naming.length);
  for (const { method, path, query: search } of requests) {
    const asked = async (names: Names) => {
      const work = () => answer(stranger, method, filled(path, names) + search);
      return (await recorder.during(work)).map(({ query }) => query);
    };
    const statements = await asked(theirs);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements).toEqual(await asked(nothing));
  }
});

test.each(["text/csv", "application/x-ndjson"])("404 for an export as %s", async (accept) => {
  const headers = bearing(stranger, { accept });
  const response = await api.send("/v1/assessments/exam/results", { headers });
  expect(response.status).toBe(404);
});

test("lists hold nothing of others", async () => {
  const assessments = await api.send("/v1/assessments", { headers: bearing(stranger) });
  expect(await assessments.json()).toEqual({ assessments: [], next: null });
  const keys = await api.send("/v1/keys", { headers: bearing(stranger) });
  const { keys: listed } = (await keys.json()) as { keys: { tenant: string }[] };
  expect(listed.map(({ tenant }) => tenant)).toEqual(["stranger"]);
});

test("PUT makes an assessment of one's own under the same id", async () => {
  const before = await (await api.send("/v1/assessments/exam")).text();
  const own = { items: [{ id: "only", type: "text", key: ["x"] }] };
  const made = await api.send("/v1/assessments/exam", {
    method: "PUT",
    headers: bearing(stranger, { "content-type": "application/json" }),
    body: JSON.stringify(own),
  });
  expect(made.status).toBe(201);
  const read = await api.send("/v1/assessments/exam", { headers: bearing(stranger) });
  expect(await read.json()).toMatchObject({ revision: 1, responses: 0 });
  const results = await answer(stranger, "GET", "/v1/assessments/exam/results/c-1");
  expect(results.status).toBe(404);
  expect(await (await api.send("/v1/assessments/exam")).text()).toBe(before);
});

describe("an admin of another tenant", () => {
  test("cannot tell a tenant that is there from one that is not", async () => {
    const ask = (tenant: string) => answer(stranger, "GET", `/v1/keys?tenant=${tenant}`);
    const [there, absent] = [await ask("default"), await ask("nobody")];
    expect(there.status).toBe(404);
    expect(there.body.replaceAll("default", "nobody")).toBe(absent.body);
  });

  test("makes keys of its own tenant only", async () => {
    const make = (tenant: string) =>
      api.send("/v1/keys", {
        method: "POST",
        headers: bearing(stranger, { "content-type": "application/json" }),
        body: JSON.stringify({ tenant, scopes: ["read"] }),
      });
    expect((await make("stranger")).status).toBe(201);
    for (const tenant of ["default", "nobody"]) {
      const refused = await make(tenant);
      expect(refused.status).toBe(404);
      expect(await refused.json()).toMatchObject({ type: "/problems/tenant_not_found", tenant });
    }
    // Being refused did not make it.
    const asked = await answer(api.key, "GET", "/v1/keys?tenant=nobody");
    expect(asked.status).toBe(404);
  });

  test("revokes no key of others, which goes on opening", async () => {
    const { id, key } = await givenKey(api);
    expect((await answer(stranger, "DELETE", `/v1/keys/${id}`)).status).toBe(404);
    expect((await answer(key, "GET", "/v1/assessments")).status).toBe(200);
  });
});

interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** With the names of both kinds blotted out. */
  readonly body: string;
}

async function answer(key: string, method: string, path: string): Promise<Answer> {
  const takesBody = method === "POST" && path.endsWith("/responses");
  const response = await api.send(path, {
    method,
    headers: bearing(key, takesBody ? { "content-type": "application/json" } : {}),
    ...(takesBody ? { body: JSON.stringify(RESPONSES) } : {}),
  });
  const headers = [...response.headers].filter(([name]) => name !== "x-request-id");
  const body = [...Object.values(theirs), ...Object.values(nothing)].reduce(
    (text, name) => text.replaceAll(`"id":"${name}"`, "").replaceAll(`"id":${name}`, ""),
    await response.text(),
  );
  return { status: response.status, headers, body };
}

function filled(path: string, names: Names): string {
  return path
    .replace("/assessments/{id}", `/assessments/${names.assessment}`)
    .replace("/runs/{id}", `/runs/${names.run}`)
    .replace("/keys/{id}", `/keys/${names.key}`)
    .replace("{candidate}", "c-1");
}

function queriesOf(path: string): string[] {
  if (path.includes("/runs/")) return [];
  const sorted = path.endsWith("/results") ? ["?sort=-points&limit=1"] : [];
  return ["?revision=1", ...sorted];
}
