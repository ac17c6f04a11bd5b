/** Whatever is sent to any route, no answer has a status from 500. */

import { afterAll, beforeAll, expect, test } from "bun:test";

import fc from "fast-check";

import { CSV, DEFINITION, NDJSON, RESPONSE, RESPONSES } from "#http/examples.ts";

import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const RUNS = 500;

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await api.sendJson("PUT", "/v1/assessments/known", DEFINITION);
  await api.sendJson("POST", "/v1/assessments/known/responses", RESPONSES);
  await api.send("/v1/assessments/known/score", { method: "POST" });
}, OPENING_MS);
afterAll(() => api.close());

/** Split by code units: halves of surrogate pairs too. */
const CHARACTERS = "aB1.-_ %\u0000é😀/\\\"',;=[]{}\n";

const anyText = fc.string({ unit: fc.constantFrom(...CHARACTERS.split("")) });

const segment = fc.oneof(
  fc.constantFrom("known", "c-1", "none", "%00", "%", "%2F", "..", "a".repeat(300)),
  anyText.map(encodeSafely),
);

const path = fc.oneof(
  fc.constantFrom(
    "/v1/assessments",
    "/v1/keys",
    "/v1/score",
    "/healthz",
    "/readyz",
    "/openapi.json",
    "/",
  ),
  segment.map((id) => `/v1/assessments/${id}`),
  fc
    .tuple(segment, fc.constantFrom("responses", "score", "results", "summary"))
    .map(([id, rest]) => `/v1/assessments/${id}/${rest}`),
  fc.tuple(segment, segment).map(([id, who]) => `/v1/assessments/${id}/results/${who}`),
  fc.oneof(segment, fc.uuid()).map((id) => `/v1/runs/${id}`),
  fc.oneof(segment, fc.uuid()).map((id) => `/v1/runs/${id}/resume`),
);

const query = fc
  .array(
    fc.tuple(
      fc.constantFrom("limit", "cursor", "sort", "revision", "attempt", "other"),
      fc.oneof(
        fc.constantFrom("1", "0", "-1", "1e9", "2147483648", "points", "-points", "ordinal", ""),
        cursorLike(),
        anyText.map(encodeSafely),
      ),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join("&"));

/** JSON that has the fields of something real, with anything in them. */
const value = fc.oneof(
  { depthSize: "small" },
  fc.jsonValue({ maxDepth: 4 }),
  fc.record(
    {
      title: fc.jsonValue(),
      items: fc.oneof(fc.jsonValue(), fc.array(anyItem(), { maxLength: 4 })),
      scales: fc.array(fc.dictionary(fc.constantFrom("id", "items", "aggregate"), fc.jsonValue())),
      bands: fc.array(fc.dictionary(fc.constantFrom("scale", "on", "cuts"), fc.jsonValue())),
    },
    { requiredKeys: ["items"] },
  ),
  anyResponse(),
  fc.array(anyResponse(), { maxLength: 5 }),
  fc.record({ assessment: fc.constant(DEFINITION), responses: fc.array(anyResponse()) }),
  fc.constantFrom(DEFINITION, RESPONSE, RESPONSES),
);

const body = fc.oneof(
  value.map((one) => JSON.stringify(one)),
  anyText,
  fc.constantFrom(CSV, NDJSON, "candidate,q1\n", "candidate,candidate\n1,2\n", '"', "\ufeff"),
  fc
    .array(fc.array(anyText, { minLength: 1, maxLength: 6 }), { maxLength: 6 })
    .map((rows) => ["candidate,attempt,q1,q2,q3", ...rows.map((row) => row.join(","))].join("\n")),
);

const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      "application/json",
      "application/x-ndjson",
      "text/csv",
      "x/y",
      ";",
    ),
    accept: fc.constantFrom("text/csv", "application/x-ndjson", "*/*", ";q=x", ""),
    "if-match": fc.constantFrom('"a"', "*", 'W/"x"', '""'),
    "content-encoding": fc.constantFrom("gzip", "identity", "br"),
    "content-length": fc.constantFrom("0", "-1", "x", "99999999999"),
  },
  { requiredKeys: ["content-type"] },
);

test("no request is answered with a status from 500", async () => {
  const method = fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD", "PATCH");
  const request = fc.tuple(method, path, query, headers, body);
  await fc.assert(
    fc.asyncProperty(request, async ([verb, where, asked, head, text]) => {
      const init = { method: verb, headers: head };
      const response = await api.send(
        asked === "" ? where : `${where}?${asked}`,
        verb === "GET" || verb === "HEAD" ? init : { ...init, body: text },
      );
      await response.text();
      expect(`${verb} ${where}?${asked} ${response.status}`).toMatch(/ [234]\d\d$/);
      expect(api.logged).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}, 60_000);

test("whatever the response holds, it is taken or refused, and can be scored and read", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyResponse(), { maxLength: 5 }), async (responses) => {
      const sent = await api.sendJson("POST", "/v1/assessments/known/responses", responses);
      expect([200, 422]).toContain(sent.status);
      const scored = await api.send("/v1/assessments/known/score", { method: "POST" });
      expect(await scored.json()).toMatchObject({ run: { status: "succeeded" } });
      const read = await api.send("/v1/assessments/known/results?limit=1000");
      expect(read.status).toBe(200);
      expect(api.logged).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

function anyItem(): fc.Arbitrary<unknown> {
  return fc.record(
    {
      id: fc.oneof(fc.constantFrom("q1", "q2", "x"), fc.jsonValue()),
      type: fc.constantFrom("single_choice", "multiple_choice", "number", "text", "rating", "x"),
      options: fc.oneof(fc.array(anyText, { maxLength: 4 }), fc.jsonValue()),
      key: fc.oneof(anyText, fc.array(anyText, { maxLength: 3 }), fc.jsonValue()),
      rule: fc.oneof(
        fc.constantFrom("all_or_nothing", "formula_scoring", "net_correct", "option_weights"),
        fc.jsonValue(),
      ),
      points: fc.oneof(fc.double(), fc.constantFrom("1/3", "1/0", "1e99999", "-0"), fc.jsonValue()),
      min: fc.oneof(fc.integer(), fc.jsonValue()),
      max: fc.oneof(fc.integer(), fc.jsonValue()),
    },
    { requiredKeys: ["type"] },
  );
}

function anyResponse(): fc.Arbitrary<unknown> {
  const answer = fc.oneof(
    fc.constantFrom("A", "B", "9.81", "-0", "1e400", "NaN", ["A", "C"], ["A", "A"], [], null),
    fc.double(),
    anyText,
    fc.jsonValue({ maxDepth: 2 }),
  );
  return fc.record(
    {
      candidate: fc.oneof(anyText, fc.jsonValue({ maxDepth: 1 })),
      attempt: fc.oneof(fc.integer({ min: -1, max: 40_000 }), fc.jsonValue({ maxDepth: 1 })),
      submittedAt: fc.oneof(
        fc.constantFrom(
          "2026-11-23T10:00:00Z",
          "2026-11-23T10:00:00+14:00",
          "0000-01-01T00:00:00Z",
        ),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        anyText,
      ),
      answers: fc.oneof(
        fc.dictionary(fc.constantFrom("q1", "q2", "q3", "q4", "q9"), answer),
        fc.jsonValue({ maxDepth: 1 }),
      ),
      states: fc.dictionary(
        fc.constantFrom("q1", "q2", "q9"),
        fc.constantFrom("omitted", "not_presented", "not_applicable", "x"),
      ),
      attributes: fc.oneof(fc.dictionary(anyText, fc.jsonValue()), fc.jsonValue({ maxDepth: 1 })),
    },
    { requiredKeys: ["candidate", "answers"] },
  );
}

/** A cursor as the list gives them out, with anything for its numbers. */
function cursorLike(): fc.Arbitrary<string> {
  const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom("null", "", "1e5"));
  return fc
    .tuple(fc.constantFrom("ordinal", "points", "-points"), number, number, number, number)
    .map((parts) => encodeURIComponent(parts.join("~")));
}

/** Half a surrogate pair cannot be percent-encoded. */
function encodeSafely(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, ""));
}
