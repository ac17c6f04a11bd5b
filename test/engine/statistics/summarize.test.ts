import { describe, expect, test } from "bun:test";

import { summaryRanks } from "#engine/statistics/order-statistics.ts";
import { summarize } from "#engine/statistics/summarize.ts";
import type { Summary } from "#engine/statistics/summary.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";
import { lsat7 } from "#usecase/samples/lsat-7.ts";

import { seededRandom } from "../../support/mixed-form.ts";
import { must } from "../../support/must.ts";
import reference from "../../reference/ctt-lsat7.json";
import { givenForm, tallied } from "../scoring/encoded-batch.ts";

describe("the summary of LSAT-7", () => {
  const { summary } = must(
    scoreStateless({ assessment: lsat7.definition, responses: [...lsat7.rows()] }),
  );

  test("is that of other software", () => {
    expect(summary.responses).toBe(reference.n);
    expect(summary.mean).toBeCloseTo(reference.mean, 9);
    expect(summary.sd).toBeCloseTo(reference.sd, 9);
    expect(summary.alpha).toBeCloseTo(reference.alpha, 9);
    expect(summary.sem).toBeCloseTo(reference.sem, 9);
    expect([summary.min, summary.max, summary.median]).toEqual([0, 5, reference.median]);
  });

  test("has the quantiles of type 7", () => {
    expect(summary.quantiles).toEqual(
      Object.entries(reference.quantiles)
        .map(([p, value]) => ({ p: Number(p), value }))
        .toSorted((a, b) => a.p - b.p),
    );
  });

  test("has a bar for every total", () => {
    expect(summary.histogram.map(({ from, to, n }) => [from, to, n])).toEqual(
      reference.totals.map((n, total) => [total, total, n]),
    );
  });
});

describe("what is undefined is null beside its reason", () => {
  test("with nobody", () => {
    const summary = summaryOf([]);
    expect(summary).toMatchObject({
      responses: 0,
      mean: null,
      sd: null,
      min: null,
      max: null,
      median: null,
      alpha: null,
      sem: null,
    });
    expect(summary.reasons).toMatchObject({
      mean: "no_responses",
      sd: "no_responses",
      alpha: "fewer_than_two_responses",
      sem: "alpha_undefined",
    });
  });

  test("with one", () => {
    const summary = summaryOf(["A"]);
    expect(summary).toMatchObject({ responses: 1, mean: 1, sd: null, min: 1, max: 1, median: 1 });
    expect(summary.reasons["sd"]).toBe("fewer_than_two_responses");
  });

  test("where all are equal", () => {
    const summary = summaryOf(["A", "A", "A"], 2);
    expect(summary).toMatchObject({ mean: 2, sd: 0, alpha: null });
    expect(summary.reasons["alpha"]).toBe("no_variance");
  });

  test("with one item", () => {
    expect(summaryOf(["A", "B"]).reasons["alpha"]).toBe("fewer_than_two_items");
  });

  test("where not everybody was shown every item", () => {
    const { summary } = must(
      scoreStateless({
        assessment: form(2),
        responses: [
          { candidate: "1", answers: { q0: "A", q1: "A" } },
          { candidate: "2", answers: { q0: "A" }, states: { q1: "not_presented" } },
        ],
      }),
    );
    expect(summary.reasons["alpha"]).toBe("several_presented_sets");
    expect(summary.mean).toBe(1.5);
  });
});

test("the median of totals that share a bin is one of the totals", () => {
  const items = Array.from({ length: 12 }, (_, index) => ({
    id: `q${index}`,
    type: "single_choice",
    options: ["A", "B"],
    key: "A",
    weight: `${index + 2}/13`,
  }));
  const random = seededRandom(3);
  const responses = Array.from({ length: 101 }, (_, index) => ({
    candidate: `${index}`,
    answers: Object.fromEntries(items.map(({ id }) => [id, random(2) === 0 ? "A" : "B"])),
  }));
  const made = givenForm({ items });
  expect(made.plan.cells.binWidth).toBeGreaterThan(1);
  const { results, summary } = must(scoreStateless({ assessment: { items }, responses }));
  const sorted = results.map((result) => result.points ?? 0).toSorted((a, b) => a - b);
  expect(summary.median).toBe(sorted[50] ?? 0);
  expect(summary.histogram.reduce((sum, bar) => sum + bar.n, 0)).toBe(101);
});

test("summarize throws when a rank that it needs is missing", () => {
  const made = givenForm(form(2));
  const tally = tallied(made, [{ candidate: "1", answers: { q0: "A" } }], [1]);
  expect(summaryRanks(1)).toEqual([0]);
  expect(() => summarize(made.plan, tally, new Map())).toThrow(RangeError);
});

function form(items: number) {
  return {
    items: Array.from({ length: items }, (_, index) => ({
      id: `q${index}`,
      type: "single_choice",
      options: ["A", "B"],
      key: "A",
    })),
  };
}

function summaryOf(answers: readonly string[], items = 1): Summary {
  const { items: made } = form(items);
  const responses = answers.map((answer, index) => ({
    candidate: `${index}`,
    answers: Object.fromEntries(made.map(({ id }) => [id, answer])),
  }));
  return must(scoreStateless({ assessment: { items: made }, responses })).summary;
}
