/** Reliability from covariances, by one more pass over the responses of a run. */

import { beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";

import type { TestReliability } from "#engine/statistics/covariances/reliability-by-covariance.ts";
import { DEFINITION } from "#http/examples.ts";
import { ReliabilityOfRunView } from "#http/views/reliability-view.ts";

import { mixedForm, mixedResponses } from "../support/mixed-form.ts";
import { scaleForm, scaleResponses } from "../support/scale-form.ts";
import type { Target } from "../support/target.ts";
import { describeOnEachTarget } from "../support/targets.ts";
import { answerOf, expectProblem } from "./answers.ts";
import { OPENING_MS } from "./open-api.ts";
import { RATED_FORM, RATED_RESPONSES } from "./rated-form.ts";

const [, text = ""] =
  /^```json\n(.*?)^```/ms.exec(readFileSync("docs/reliability.md", "utf8")) ?? [];

interface Example {
  readonly assessment: object;
  readonly responses: readonly object[];
  readonly reliability: object;
}

const pathOf = (id: string) => `/v1/assessments/${id}/items/reliability`;

async function given(
  api: Target,
  id: string,
  definition: unknown,
  responses: readonly unknown[],
): Promise<void> {
  expect((await api.sendJson("PUT", `/v1/assessments/${id}`, definition)).ok).toBe(true);
  if (responses.length > 0) {
    const sent = await api.sendJson("POST", `/v1/assessments/${id}/responses`, responses);
    expect(await sent.json()).toMatchObject({ rejected: 0 });
  }
  expect((await api.send(`/v1/assessments/${id}/score`, { method: "POST" })).ok).toBe(true);
}

describeOnEachTarget("reliability", (api) => {
  const read = async (id: string, query = "") => {
    const response = await api.send(pathOf(id) + query);
    expect(response.status).toBe(200);
    return await answerOf(response, ReliabilityOfRunView);
  };
  const totalOf = async (id: string, query = "") =>
    (await read(id, query)).total as TestReliability;

  test("the example of the page answers what it says", async () => {
    const { assessment, responses, reliability } = JSON.parse(text) as Example;
    await given(api, "page", assessment, responses);
    expect(await read("page")).toMatchObject({ revision: 1, upto: 5, ...reliability });
  });

  test("of a scale that everybody was shown is what items and cuts say, whatever else was not shown", async () => {
    const choice = { type: "single_choice", options: ["A", "B"], key: "A" };
    const cuts = [{ min: 1, label: "pass" }];
    const definition = {
      items: ["a", "b", "c"].map((id) => ({ id, ...choice })),
      scales: [{ id: "s", items: ["a", "b"], aggregate: "sum" }],
      bands: [{ scale: "s", cuts }],
    };
    const responses = ["AAA", "AAB", "BBA", "BBB", "AB"].map(([a, b, c], index) => ({
      candidate: `c-${index}`,
      answers: c === undefined ? { a, b } : { a, b, c },
      ...(c === undefined ? { states: { c: "not_presented" } } : {}),
    }));
    await given(api, "shown", definition, responses);

    const { total, scales } = await read("shown");
    expect(total).toMatchObject({ asZero: { reasons: { alpha: "several_presented_sets" } } });
    expect(scales).toMatchObject([{ id: "s", asZero: { n: 5, alpha: 0.8, reasons: {} } }]);
    const items = await api.send("/v1/assessments/shown/items");
    expect(await items.json()).toMatchObject({
      test: { gaps: 1, reliability: { asZero: { alpha: null } } },
      scales: [{ id: "s", test: { gaps: 0, reliability: { asZero: { n: 5, alpha: 0.8 } } } }],
    });
    const ofCuts = await api.send("/v1/assessments/shown/cuts");
    expect(await ofCuts.json()).toMatchObject({ sets: [{ scale: "s", n: 5, reliability: 0.8 }] });
  });

  describe("of items of every type, in several batches", () => {
    beforeAll(async () => {
      await given(api, "mixed", scaleForm, scaleResponses(250));
    }, OPENING_MS);

    test("is of the total and of every scale that is a sum", async () => {
      const { total, scales } = await read("mixed");
      expect(total).toMatchObject({ id: "total", responses: 250 });
      const ids = ["choices", "wellbeing", "prorated", "normed", "pomp", "table"];
      expect(scales.map(({ id }) => id)).toEqual(ids);
      const { listwise, pairwise, asZero } = total as TestReliability;
      expect(listwise.n).toBeLessThan(250);
      expect(pairwise.leastN).toBeGreaterThan(listwise.n);
      expect(asZero.reasons["alpha"]).toBe("several_presented_sets");
      // The same two items, once as they are and once of their percent of the maximum.
      const [, wellbeing, , normed, pomp] = scales as TestReliability[];
      expect(pomp?.listwise).toEqual(normed?.listwise as TestReliability["listwise"]);
      expect(wellbeing?.listwise.n).toBe(normed?.listwise.n ?? -1);
    });

    test("a hit is the same bytes, and 304 for who has them; a run makes it new", async () => {
      const miss = await api.send(`${pathOf("mixed")}?revision=1`);
      expect(miss.headers.get("cache-status")).toBe("assay; fwd=miss");
      const hit = await api.send(`${pathOf("mixed")}?revision=1`);
      expect(hit.headers.get("cache-status")).toStartWith("assay; hit");
      expect(await hit.text()).toBe(await miss.text());
      const tag = miss.headers.get("etag") ?? "";
      const same = await api.send(`${pathOf("mixed")}?revision=1`, {
        headers: { "if-none-match": tag },
      });
      expect(same.status).toBe(304);

      const one = { candidate: "late", answers: {}, attributes: { age: 9 } };
      await api.sendJson("POST", "/v1/assessments/mixed/responses", [one]);
      expect((await totalOf("mixed", "?revision=1")).responses).toBe(250);
      await api.send("/v1/assessments/mixed/score", { method: "POST" });
      expect((await totalOf("mixed", "?revision=1")).responses).toBe(251);
    });
  });

  test("as zero, alpha is the summary's", async () => {
    const answers = mixedResponses(120).map(({ candidate, answers: own }) => ({
      candidate,
      answers: {
        ...Object.fromEntries(mixedForm.items.map(({ id }) => [id, null])),
        ...(own as object),
      },
    }));
    await given(api, "whole", mixedForm, answers);
    const response = await api.send("/v1/assessments/whole/summary");
    const { summary } = (await response.json()) as { summary: { alpha: number } };
    const { asZero } = await totalOf("whole");
    expect(asZero).toMatchObject({ n: 120, alpha: summary.alpha, reasons: {} });
  });

  test("only attempts that count are counted, and only results that are final", async () => {
    const twice = [1, 2].flatMap((attempt) =>
      ["c-1", "c-2", "c-3"].map((candidate) => ({ candidate, attempt, answers: { q1: "B" } })),
    );
    await given(api, "last", { ...DEFINITION, attempts: "last" }, twice);
    expect((await totalOf("last")).responses).toBe(3);
    await given(api, "rated", RATED_FORM, RATED_RESPONSES);
    // The first waits for its ratings.
    expect((await totalOf("rated")).responses).toBe(1);
  });

  test("of 900 items it is refused; of their scale it is not", async () => {
    const items = Array.from({ length: 900 }, (_, item) => ({
      id: `q${item}`,
      type: "single_choice",
      options: ["A", "B"],
      key: "A",
    }));
    const scales = [{ id: "some", items: ["q1", "q2"], aggregate: "sum" }];
    await given(api, "long", { items, scales }, []);
    const { total, scales: found } = await read("long");
    expect(total).toEqual({ id: "total", reason: "too_many_pairs" });
    expect(found).toMatchObject([
      { id: "some", responses: 0, listwise: { reasons: { alpha: "fewer_than_two_responses" } } },
    ]);
  });

  test("404 before the first run and for what is not there; 400 for what nobody knows", async () => {
    await api.sendJson("PUT", "/v1/assessments/unscored", DEFINITION);
    await expectProblem(await api.send(pathOf("unscored")), 404, "not_scored_yet");
    await expectProblem(await api.send(pathOf("none")), 404, "assessment_not_found");
    await expectProblem(await api.send(`${pathOf("unscored")}?strata=5`), 400, "request_invalid");
  });
});
