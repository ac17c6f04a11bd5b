/**
 * The trace of a result through the real door.
 *
 * @module
 */

import { beforeAll, expect, test } from "bun:test";

import * as v from "valibot";

import { DEFINITION, RESPONSES } from "#http/examples.ts";
import { ResultView } from "#http/views/result-view.ts";
import { StatelessView } from "#http/views/stateless-view.ts";

import { scaleForm, scaleResponses } from "../support/scale-form.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";

const MIXED = scaleResponses(20);

describeOnEachTarget("explain", (api) => {
  const score = async (body: object) =>
    answerOf(await api.sendJson("POST", "/v1/score", body), StatelessView);
  const result = async (assessment: string, candidate: unknown, query = "?explain=true") => {
    const path = `/v1/assessments/${assessment}/results/${String(candidate)}${query}`;
    return answerOf(await api.send(path), ResultView);
  };

  beforeAll(async () => {
    for (const [id, definition, responses] of [
      ["exam", DEFINITION, RESPONSES],
      ["mixed", scaleForm, MIXED],
    ] as const) {
      const path = `/v1/assessments/${id}`;
      await api.sendJson("PUT", path, definition);
      await api.sendJson("POST", `${path}/responses`, responses);
      await api.send(`${path}/score`, { method: "POST" });
    }
  });

  test("a result is explained with its revision, the definition's hash and the engine", async () => {
    const { explanation } = await result("exam", "c-2");
    const defined = await (await api.send("/v1/assessments/exam")).json();
    const { hash } = v.parse(v.object({ hash: v.string() }), defined);
    expect(explanation).toMatchObject({ engine: "0.3.0", revision: 1, definitionHash: hash });
    expect(explanation?.items.map(({ id, state, formula }) => [id, state, formula])).toEqual([
      ["q1", "answered", "1"],
      ["q2", "answered", "1"],
      ["q3", "answered", "0"],
      ["q4", "omitted", null],
    ]);
    expect(explanation?.bands).toMatchObject([
      { value: "40", met: { min: 0, label: "fail" }, next: { min: 60, label: "pass" } },
    ]);
  });

  test("nothing is explained unless it was asked for", async () => {
    expect(await result("exam", "c-1", "")).not.toHaveProperty("explanation");
    expect(await result("exam", "c-1", "?explain=false")).not.toHaveProperty("explanation");
    const { results } = await score({ assessment: DEFINITION, responses: RESPONSES });
    expect(results[0]).not.toHaveProperty("explanation");
  });

  test("stored and stateless explanations are the same but for what names the revision", async () => {
    const { results } = await score({ assessment: scaleForm, responses: MIXED, explain: true });
    expect(results).toHaveLength(MIXED.length);
    for (const { candidate, explanation } of results) {
      expect(explanation).toMatchObject({ revision: 0, definitionHash: null });
      const { items, scales, bands, gates, engine } =
        (await result("mixed", candidate)).explanation ?? {};
      expect(explanation).toMatchObject({ items, scales, bands, gates, engine });
    }
  });

  test("400 for anything but true and false", async () => {
    const asked = await api.send("/v1/assessments/exam/results/c-1?explain=yes");
    expect(await expectProblem(asked, 400, "request_invalid")).toMatchObject({
      in: "query",
      path: "explain",
    });
    const body = { assessment: DEFINITION, responses: [], explain: "yes" };
    const sent = await api.sendJson("POST", "/v1/score", body);
    expect(await expectProblem(sent, 400, "request_invalid")).toMatchObject({ path: "explain" });
  });

  test("413 where explaining would hold more than scoring", async () => {
    const responses = Array.from({ length: 10_000 }, (_, i) => ({
      candidate: `c${i}`,
      answers: {},
    }));
    const body = { assessment: DEFINITION, responses };
    expect((await score(body)).results).toHaveLength(10_000);
    const explained = await api.sendJson("POST", "/v1/score", { ...body, explain: true });
    await expectProblem(explained, 413, "too_much_at_once");
  });
});
