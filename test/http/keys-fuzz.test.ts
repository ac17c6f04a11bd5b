/** Whatever is sent as a key, and whatever it is good for: refused or served, never a status from 500. */

import { afterAll, beforeAll, expect, test } from "bun:test";

import fc from "fast-check";

import { SCOPES, type Scope } from "#usecase/scopes.ts";

import { bearing, givenKey } from "./given-key.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";
import { type DescribedOperation, operationsOf } from "./operations.ts";

let api: Api;
let operations: DescribedOperation[];
beforeAll(async () => {
  api = await openApi();
  operations = (await operationsOf(api)).filter(({ scope }) => scope !== null);
}, OPENING_MS);
afterAll(() => api.close());

const token = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aZ09_-.~+/=\"'\\,;%\u00e9 \t".split("")), maxLength: 80 }),
  fc
    .string({
      unit: fc.constantFrom(..."0123456789abcdef".split("")),
      minLength: 64,
      maxLength: 64,
    })
    .map((hex) => `assay_${hex}`),
  fc.integer({ min: 1, max: 8_000 }).map((length) => "k".repeat(length)),
);
const scheme = fc.constantFrom("Bearer ", "bearer  ", "Basic ", "", "Bearer\t", "Bearer Bearer ");

test("a token that nobody was given: 401 on every route", async () => {
  const index = fc.nat();
  await fc.assert(
    fc.asyncProperty(scheme, token, index, async (before, text, at) => {
      const operation = operations[at % operations.length];
      if (operation === undefined) throw new Error("there are no operations");
      const { method, path } = operation;
      const headers = { authorization: `${before}${text}` };
      const response = await api.send(filled(path, "1"), { method, headers });
      await response.text();
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toStartWith('Bearer realm="assay"');
    }),
    { numRuns: 9_000 },
  );
  expect(api.logged).toEqual([]);
}, 60_000);

test("a key of any scopes: 403 exactly where one is missing", async () => {
  const scopes = fc.subarray([...SCOPES], { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(scopes, async (held) => {
      const { key } = await givenKey(api, { scopes: held, tenant: "fuzzed" });
      for (const { method, path, scope } of operations) {
        const init = { method, headers: bearing(key) };
        const { status } = await api.send(filled(path, "999999"), init);
        expect(status === 403).toBe(!held.includes(scope as Scope));
        expect(status).toBeLessThan(500);
      }
    }),
    { numRuns: 40 },
  );
  expect(api.logged).toEqual([]);
}, 60_000);

test("any request for a key: 201 or refused", async () => {
  const request = fc.record(
    {
      scopes: fc.oneof(
        fc.array(fc.oneof(fc.constantFrom<unknown>(...SCOPES), fc.jsonValue({ maxDepth: 1 }))),
        fc.jsonValue(),
      ),
      tenant: fc.oneof(fc.string(), fc.constantFrom("a", "..", "__proto__"), fc.jsonValue()),
      expiresAt: fc.oneof(
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        fc.constantFrom(
          "9999-12-31T23:59:59Z",
          "0000-01-01T00:00:00Z",
          "2099-02-30T24:00:00+23:59",
        ),
        fc.jsonValue(),
      ),
      label: fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("\u0000", "\ud800", "x".repeat(201)),
      ),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const response = await api.sendJson("POST", "/v1/keys", asked);
      expect([201, 400, 422]).toContain(response.status);
    }),
    { numRuns: 500 },
  );
  expect(api.logged).toEqual([]);
  expect((await api.send("/v1/keys?limit=1000")).status).toBe(200);
}, 60_000);

function filled(path: string, id: string): string {
  return path
    .replace("/runs/{id}", `/runs/${crypto.randomUUID()}`)
    .replace("{id}", id)
    .replace("{candidate}", "nobody");
}
