import { expect, test } from "bun:test";

import { DEFINITION, RESPONSES } from "#http/examples.ts";
import { StatelessView } from "#http/views/stateless-view.ts";

import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";

describeOnEachTarget("POST /v1/score", (api) => {
  const score = (body: unknown): Promise<Response> => api.sendJson("POST", "/v1/score", body);

  test("200 with results and summary; nothing is stored", async () => {
    const response = await score({ assessment: DEFINITION, responses: RESPONSES });
    expect(response.status).toBe(200);
    const body = await answerOf(response, StatelessView);
    expect(body.results.map(({ points }) => points)).toEqual([5, 2]);
    expect(body.summary).toMatchObject({ responses: 2, mean: 3.5, maxPoints: 5 });
    expect(await (await api.send("/v1/assessments")).json()).toEqual({
      assessments: [],
      next: null,
    });
  });

  test("bad responses are reported beside the good ones", async () => {
    const responses = [...RESPONSES, { candidate: "c-3", answers: { q9: 1 } }];
    const body = await answerOf(await score({ assessment: DEFINITION, responses }), StatelessView);
    expect(body.errors).toMatchObject([{ line: 3, code: "unknown_item", path: "answers.q9" }]);
    expect(body.results).toHaveLength(2);
  });

  test("a candidate's attempt counts once, and the first that is good", async () => {
    const items = [{ id: "q", type: "rating", min: 0, max: 9 }];
    const given = [
      { candidate: "a", answers: { q: 10 } },
      { candidate: "a", answers: { q: 1 } },
      { candidate: "a", attempt: 2, answers: { q: 2 } },
      { candidate: "a", attempt: 1, answers: { q: 3 } },
      { candidate: "a", answers: { q: 1 } },
      { candidate: "b", answers: { q: 4 } },
      { candidate: ["a", 1], answers: { q: 5 } },
    ];
    for (const [attempts, mean] of [
      ["all", 7 / 3],
      ["first", 2.5],
      ["last", 3],
      ["best", 3],
    ] as const) {
      const response = await score({ assessment: { items, attempts }, responses: given });
      const { results, errors, summary } = await answerOf(response, StatelessView);
      expect(results.map(({ points }) => points)).toEqual([1, 2, 4]);
      expect(errors).toMatchObject([
        { line: 1, path: "answers.q" },
        { line: 4, code: "response_repeated", path: "candidate" },
        { line: 5, code: "response_repeated", path: "candidate" },
        { line: 7, path: "candidate" },
      ]);
      expect(summary.mean).toBe(mean);
    }
  });

  test("422 for a definition with faults", async () => {
    const response = await score({ assessment: { items: [] }, responses: [] });
    const body = await expectProblem(response, 422, "definition_invalid");
    expect(body["faults"]).toMatchObject([{ path: "items" }]);
  });

  test.each([
    [{ assessment: DEFINITION }, "responses"],
    [{ assessment: DEFINITION, responses: {} }, "responses"],
    [{ assessment: DEFINITION, responses: [], more: 1 }, "more"],
    [[], "assessment"],
    [null, ""],
  ])("400 for a body that is not of the two parts: %j", async (body, path) => {
    const problem = await expectProblem(await score(body), 400, "request_invalid");
    expect(problem).toMatchObject({ in: "body", path });
  });

  test("400 for a part that is missing says that it must be given", async () => {
    for (const [body, path] of [
      [{ assessment: DEFINITION }, "responses"],
      [{ responses: [] }, "assessment"],
    ] as const) {
      const problem = await expectProblem(await score(body), 400, "request_invalid");
      expect(problem).toMatchObject({ path, message: "must be given" });
    }
  });

  test("413 for a small body of more answers than memory should hold", async () => {
    const items = Array.from({ length: 5_000 }, (_, i) => ({
      id: `t${i}`,
      type: "text",
      key: ["x"],
    }));
    const responses = Array.from({ length: 2_001 }, (_, i) => ({
      candidate: `c${i}`,
      answers: {},
    }));
    const problem = await expectProblem(
      await score({ assessment: { items }, responses }),
      413,
      "too_much_at_once",
    );
    expect(problem).toMatchObject({ cells: 10_005_000, limit: 10_000_000 });
  });

  test("413 counts scales and bands too: each result says something of every one", async () => {
    const scale = (_: unknown, i: number) => ({ id: `s${i}`, items: ["q1"], aggregate: "sum" });
    const scales = Array.from({ length: 256 }, scale);
    const responses = Array.from({ length: 4_000 }, (_, i) => ({
      candidate: `c${i}`,
      answers: {},
    }));
    const assessment = { ...DEFINITION, scales, bands: [] };
    await expectProblem(await score({ assessment, responses }), 413, "too_much_at_once");
  });
});
