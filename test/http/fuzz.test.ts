/** Whatever is sent to any route, the answer is one that the document has, and never a status from 500. */

import { afterAll, beforeAll, expect, test } from "bun:test";

import fc from "fast-check";

import { openMetrics } from "#entry/open-metrics.ts";
import { CSV, DEFINITION, NDJSON, RATINGS, RESPONSE, RESPONSES } from "#http/examples.ts";

import { Contract, documentOf, operationsIn, type Placed } from "./contract.ts";
import { RATED_FORM, RATED_RESPONSES } from "./rated-form.ts";
import { givenKey } from "./given-key.ts";
import { type Api, openApi, OPENING_MS } from "./open-api.ts";

const REQUESTS = 10_000;

let api: Api;
beforeAll(async () => {
  api = await openApi({ metrics: openMetrics(async () => 0).metrics });
  await api.sendJson("PUT", "/v1/assessments/known", DEFINITION);
  await api.sendJson("POST", "/v1/assessments/known/responses", RESPONSES);
  await api.send("/v1/assessments/known/score", { method: "POST" });
  await api.sendJson("PUT", "/v1/assessments/rated", RATED_FORM);
  await api.sendJson("POST", "/v1/assessments/rated/responses", RATED_RESPONSES);
}, OPENING_MS);
afterAll(() => api.close());

/** Split by code units: halves of surrogate pairs too. */
const CHARACTERS = "aB1.-_ %\u0000é😀/\\\"',;=[]{}\n";

const anyText = fc.string({ unit: fc.constantFrom(...CHARACTERS.split("")) });

const segment = fc.oneof(
  fc.constantFrom("known", "c-1", "none", "%00", "%", "%2F", "..", "a".repeat(300)),
  anyText.map(encodeSafely),
);

/** What the document does not describe; what is not there at all. */
const otherPath = fc.oneof(
  fc.constantFrom("/openapi.json", "/docs", "/docs/", "/", "/v1", "/v1/", "/v1/assessments/"),
  fc.array(segment, { maxLength: 4 }).map((segments) => `/v1/${segments.join("/")}`),
);

const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "limit",
        "cursor",
        "sort",
        "revision",
        "attempt",
        "tenant",
        "attribute",
        "focal",
        "where",
        "other",
      ),
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
  anyRating(),
  fc.array(anyRating(), { maxLength: 5 }),
);

const body = fc.oneof(
  value.map((one) => JSON.stringify(one)),
  anyText,
  fc.constantFrom(CSV, NDJSON, "candidate,q1\n", "candidate,candidate\n1,2\n", '"', "\ufeff"),
  fc
    .array(fc.array(anyText, { minLength: 1, maxLength: 6 }), { maxLength: 6 })
    .map((rows) => ["candidate,attempt,q1,q2,q3", ...rows.map((row) => row.join(","))].join("\n")),
);

const READABLE = ["application/json", "application/x-ndjson", "text/csv"];
const MEDIA = [...READABLE, "x/y", ";"];

const headers = fc.record(
  {
    "content-type": fc.constantFrom(...MEDIA),
    accept: fc.constantFrom("text/csv", "application/x-ndjson", "*/*", ";q=x", ""),
    "if-match": fc.constantFrom('"a"', "*", 'W/"x"', '""'),
    "if-none-match": fc.constantFrom('"a"', "*", 'W/"x"', '"'),
    "content-encoding": fc.constantFrom("gzip", "identity", "br"),
    "content-length": fc.constantFrom("0", "-1", "x", "99999999999"),
    authorization: fc.constantFrom("Bearer x", "Basic eDp5", ""),
    "x-request-id": anyText.map(encodeSafely),
  },
  // Most requests have few of the others, or nothing would come through.
  { requiredKeys: ["content-type"] },
);

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS"];

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly head: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** One response or rating, not a list. */
const oneResponse = fc.uuid().map((candidate): unknown => ({ candidate, answers: {} }));
const oneRating = fc.constantFrom("poor", "fair", "good").map((style): unknown => {
  return { ...RATINGS[0], levels: { content: "good", style } };
});

/** To one operation, near to what it takes or far from it. */
function requestTo({ method, path, query: needed, operation }: Placed, names: readonly string[]) {
  const known = Object.entries(operation.requestBody?.content ?? {}).map(([media, { example }]) => {
    return { media, text: typeof example === "string" ? example : JSON.stringify(example) };
  });
  const isRated = path.includes("/ratings");
  const one = (isRated ? oneRating : oneResponse).map((alone) => {
    return { media: "application/json", text: JSON.stringify(alone) };
  });
  const named = isRated ? fc.constantFrom("rated", "rated", "known") : fc.constantFrom(...names);
  const parts = path.split("/").map((part) => {
    if (!part.startsWith("{")) return fc.constant(part);
    return fc.oneof({ weight: isRated ? 9 : 3, arbitrary: named }, segment, fc.uuid());
  });
  return fc
    .record({
      method: mostly(fc.constant(method), fc.constantFrom(...METHODS)),
      path: mostly(
        fc.tuple(...parts).map((all) => all.join("/")),
        otherPath,
      ),
      asked: mostly(fc.constant(needed.slice(1)), query, 3),
      head: mostly(fc.constant({}), headers, 1),
      accept: mostly(
        fc.constant({}),
        fc.constantFrom(...READABLE.map((accept) => ({ accept }))),
        1,
      ),
      own:
        known.length === 0
          ? fc.constant(null)
          : fc.option(fc.oneof(fc.constantFrom(...known), one)),
      media: fc.constantFrom(...MEDIA),
      body,
    })
    .map(({ asked, own, media, head, accept, body: anything, ...rest }): Sent => {
      return {
        method: rest.method,
        path: asked === "" ? rest.path : `${rest.path}?${asked}`,
        head: { "content-type": own?.media ?? media, ...accept, ...head },
        text: own?.text ?? anything,
      };
    });
}

function mostly<T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>, weight = 12) {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** It would close the key that the test itself goes on with. */
function endsTheTest({ method, path }: Sent): boolean {
  return method === "DELETE" && /^\/v1\/keys\/0*1(?:\?|$)/.test(path);
}

test("10,000 requests to all operations: each is served or refused as the document says", async () => {
  const document = await documentOf(api);
  const contract = new Contract(document);
  const { id } = await givenKey(api);
  const scored = await api.send("/v1/assessments/known/score", { method: "POST" });
  const { run } = (await scored.json()) as { run: { id: string } };
  // Named so often that no kind of success is missed by chance.
  const often = ["known", "known", "c-1"];
  const names = [...often, "none", "phq-9", run.id, String(id)];
  const requests = operationsIn(document).map((operation) => requestTo(operation, names));

  await fc.assert(
    fc.asyncProperty(fc.oneof(...requests), async (request) => {
      if (endsTheTest(request)) return;
      const { method, path, head, text } = request;
      const init = { method, headers: new Headers(head as Record<string, string>) };
      const bodiless = method === "GET" || method === "HEAD";
      const response = await api.send(path, bodiless ? init : { ...init, body: text });
      const { status } = response;
      const fault = await contract.faultOf(method, path, response);
      expect(`${method} ${path} ${status}: ${fault}`).toEndWith(": null");
      expect(api.logged).toEqual([]);
    }),
    { numRuns: REQUESTS },
  );
  expect(await contract.faultsOfBodies()).toEqual([]);
  // It came through to what it was sent to: every kind of success was seen.
  expect(contract.unseen().filter((kind) => / 2\d\d /.test(kind))).toEqual([]);
}, 300_000);

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

function anyRating(): fc.Arbitrary<unknown> {
  const levels = fc.dictionary(
    fc.constantFrom("content", "style", "x"),
    fc.oneof(fc.constantFrom("poor", "fair", "good"), fc.jsonValue({ maxDepth: 1 })),
  );
  return fc.record(
    {
      candidate: fc.oneof(fc.constantFrom("c-1", "c-2"), anyText),
      attempt: fc.oneof(fc.constant(1), fc.jsonValue({ maxDepth: 1 })),
      item: fc.oneof(fc.constantFrom("essay", "q1"), anyText),
      rater: fc.oneof(fc.constantFrom("r-1", "r-2"), anyText),
      levels: fc.oneof(levels, fc.jsonValue({ maxDepth: 1 })),
      comment: anyText,
    },
    { requiredKeys: ["candidate", "item", "rater", "levels"] },
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
