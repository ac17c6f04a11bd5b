/**
 * What callers get wrong, by accident or on purpose: each has its own answer,
 * and none of them a status from 500.
 */

import { afterEach, beforeAll, describe, expect, test } from "bun:test";

import { DEFINITION } from "#http/examples.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { openApi } from "./open-api.ts";
import { ManyView } from "#http/views/submission-view.ts";

const MIB = 1024 * 1024;
/** What may be on its way, between the sender and the service, when the answer comes. */
const HELD_BY_SOCKETS = 16 * MIB;

/** Every route that reads a body whole. */
const JSON_ROUTES = [
  ["PUT", "/v1/assessments/b"],
  ["POST", "/v1/assessments/a/responses"],
  ["POST", "/v1/score"],
] as const;

describeOnEachTarget("bad input", (api) => {
  beforeAll(async () => {
    await api.sendJson("PUT", "/v1/assessments/a", DEFINITION);
  });
  afterEach(() => {
    expect(api.logged).toEqual([]);
  });

  function send(
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const init = { method, headers: { "content-type": "application/json", ...headers }, body };
    return api.send(path, init);
  }

  describe.each(JSON_ROUTES)("%s %s", (method, path) => {
    test.each(["", "{", "hello", "{'a': 1}", '{"a": NaN}', "[1,]", "\u0000", '{"a":1}{"a":1}'])(
      "400 for %j, which is not JSON",
      async (body) => {
        await expectProblem(await send(method, path, body), 400, "body_is_not_json");
      },
    );

    test("400 for bytes that are not UTF-8", async () => {
      const body = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
      await expectProblem(await send(method, path, body), 400, "body_is_not_utf8");
    });

    test("400 for a million brackets", async () => {
      const body = "[".repeat(1_000_000) + "]".repeat(1_000_000);
      await expectProblem(await send(method, path, body), 400, "body_too_deep");
    });

    test("413 for 300 MB by their Content-Length, before they have come", async () => {
      const { stream, read } = endless(300 * MIB);
      const length = { "content-length": String(300 * MIB) };
      await expectProblem(await send(method, path, stream, length), 413, "body_too_large");
      expect(read()).toBeLessThan(HELD_BY_SOCKETS);
    });

    test("413 for 300 MB that do not say so, soon after the limit", async () => {
      const { stream, read } = endless(300 * MIB);
      await expectProblem(await send(method, path, stream), 413, "body_too_large");
      expect(read()).toBeLessThan(16 * MIB + HELD_BY_SOCKETS);
    });

    test("413 for a gzip bomb", async () => {
      const bomb = Bun.gzipSync(new Uint8Array(300 * MIB).fill(0x20));
      expect(bomb.length).toBeLessThan(MIB);
      const response = await send(method, path, bomb, { "content-encoding": "gzip" });
      await expectProblem(response, 413, "body_too_large");
    });

    test("400 for gzip that is not", async () => {
      const response = await send(method, path, "{}", { "content-encoding": "gzip" });
      await expectProblem(response, 400, "body_is_not_gzip");
    });
  });

  describe("definitions", () => {
    const put = (definition: unknown): Promise<Response> =>
      api.sendJson("PUT", "/v1/assessments/b", definition);
    const item = { id: "q", type: "single_choice", options: ["A", "B"], key: "A" };

    test.each([[null], [[]], ["text"], [5], [{}], [{ items: {} }], [{ items: [null, 5, []] }]])(
      "422 for the type %j",
      async (definition) => {
        await expectProblem(await put(definition), 422, "definition_invalid");
      },
    );

    test("422 for 10,000 items, in little time", async () => {
      const items = Array.from({ length: 10_000 }, (_, i) => ({ ...item, id: `q${i}` }));
      const from = performance.now();
      const body = await expectProblem(await put({ items }), 422, "definition_invalid");
      expect(performance.now() - from).toBeLessThan(2_000);
      expect(body["faults"]).toMatchObject([{ code: "too_many_items", path: "items" }]);
    });

    test("422 for duplicate ids, with the path of the second", async () => {
      const body = await expectProblem(
        await put({ items: [item, item] }),
        422,
        "definition_invalid",
      );
      expect(body["faults"]).toMatchObject([{ path: "items.1.id" }]);
    });

    test("422 for NUL and for half of a surrogate pair", async () => {
      const bad = ["q\u0000", "q\ud800"];
      for (const text of bad) {
        const faulty = [
          { ...item, id: text },
          { ...item, title: text },
          { ...item, options: ["A", text] },
        ];
        for (const one of faulty) {
          await expectProblem(await put({ items: [one] }), 422, "definition_invalid");
        }
        await expectProblem(await put({ items: [item], title: text }), 422, "definition_invalid");
      }
    });

    test("422 for deep nesting inside a field", async () => {
      let deep: unknown = [];
      for (let i = 0; i < 55; i++) deep = [deep];
      await expectProblem(
        await put({ items: [{ ...item, key: deep }] }),
        422,
        "definition_invalid",
      );
    });

    test("422 for a number without end", async () => {
      for (const points of ["1e999999999", "1/0", "9".repeat(100_000), 1e300]) {
        const body = { items: [{ ...item, points }] };
        await expectProblem(await put(body), 422, "definition_invalid");
      }
    });
  });

  describe("responses", () => {
    const one = (response: unknown): Promise<Response> =>
      api.sendJson("POST", "/v1/assessments/a/responses", response);

    test.each([
      ["an item that nobody knows", { candidate: "c", answers: { q9: "A" } }, "answers.q9"],
      ["an option that does not exist", { candidate: "c", answers: { q1: "Z" } }, "answers.q1"],
      ["NaN", { candidate: "c", answers: { q3: "NaN" } }, "answers.q3"],
      [
        "a number past all doubles",
        { candidate: "c", answers: { q3: "1e999999999" } },
        "answers.q3",
      ],
      ["an object as an answer", { candidate: "c", answers: { q1: { a: 1 } } }, "answers.q1"],
      ["__proto__", JSON.parse('{"candidate":"c","answers":{"__proto__":1}}'), "answers.__proto__"],
      ["NUL in the candidate", { candidate: "c\u0000", answers: {} }, "candidate"],
      ["half of a surrogate pair", { candidate: "c\ud800", answers: {} }, "candidate"],
      ["a candidate of 257 characters", { candidate: "c".repeat(257), answers: {} }, "candidate"],
      ["no candidate", { answers: {} }, "candidate"],
      ["attempt 0", { candidate: "c", attempt: 0, answers: {} }, "attempt"],
      ["attempt 40,000", { candidate: "c", attempt: 40_000, answers: {} }, "attempt"],
      [
        "a date without a zone",
        { candidate: "c", submittedAt: "2026-01-01", answers: {} },
        "submittedAt",
      ],
      ["a field that nobody knows", { candidate: "c", answers: {}, extra: 1 }, "extra"],
      ["no answers", { candidate: "c" }, "answers"],
      [
        "an answer and a state",
        { candidate: "c", answers: { q1: "A" }, states: { q1: "omitted" } },
        "states.q1",
      ],
    ])("422 for %s, with its path", async (_, response, path) => {
      const body = await expectProblem(await one(response), 422, "response_invalid");
      expect(body["path"]).toBe(path);
    });

    test("a line of 2 MiB is one bad line", async () => {
      const long = JSON.stringify({ candidate: "long", answers: { q4: "x".repeat(2 * MIB) } });
      const good = JSON.stringify({ candidate: "good", answers: {} });
      const type = { "content-type": "application/x-ndjson" };
      const path = "/v1/assessments/a/responses";
      const report = await answerOf(await send("POST", path, `${long}\n${good}\n`, type), ManyView);
      expect(report).toMatchObject({ accepted: 1, rejected: 1 });
      expect(report.errors).toMatchObject([{ line: 1, code: "line_too_long" }]);
      await expectProblem(await send("POST", path, long, type), 422, "no_row_taken");
    });

    test("a gzip bomb of one line is one bad line", async () => {
      const bomb = Bun.gzipSync(new Uint8Array(300 * MIB).fill(0x20));
      const response = await send("POST", "/v1/assessments/a/responses", bomb, {
        "content-type": "application/x-ndjson",
        "content-encoding": "gzip",
      });
      await expectProblem(response, 422, "no_row_taken");
    });
  });
});

/** In this process, where no socket reads ahead. */
test.each(JSON_ROUTES)(
  "%s %s reads nothing of a body that says it is too long",
  async (method, path) => {
    const api = await openApi();
    const { stream, read } = endless(300 * MIB);
    const headers = { "content-type": "application/json", "content-length": String(300 * MIB) };
    const response = await api.send(path, { method, headers, body: stream });
    await expectProblem(response, 413, "body_too_large");
    expect(read()).toBe(0);
    await api.close();
  },
);

/** A body of so many bytes, and how many of them were read. */
function endless(bytes: number): { stream: ReadableStream<Uint8Array>; read: () => number } {
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent >= bytes) return controller.close();
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, read: () => sent };
}
