/** Bars of the total and of scales, against counting values one by one. */

import { describe, expect, test } from "bun:test";

import { histogramOf } from "#engine/statistics/histogram.ts";
import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import { mixedForm, mixedResponses } from "../../support/mixed-form.ts";
import { scaleForm, scaleResponses } from "../../support/scale-form.ts";
import { encodeBatch, type Form, givenForm, scored, tallied } from "../scoring/encoded-batch.ts";

const rating = (id: string, max: number, more = {}) => ({
  id,
  type: "rating",
  min: 0,
  max,
  ...more,
});

function testsOf({ plan, definition }: Form, tally: Tally) {
  const { total, scales } = testsOfTally(plan, tally);
  const { absentMeans } = definition;
  return [total, ...scales].map((counts) => analyseTest(counts, { strata: 5, absentMeans }).test);
}

const answersTo = (ids: readonly string[], values: readonly number[][]) =>
  values.map((own, index) => ({
    candidate: `c-${index}`,
    answers: Object.fromEntries(ids.map((id, place) => [id, own[place]])),
  }));

/** The two items of whole points, with every kind of scale that sums them. */
const wholeForm = {
  items: mixedForm.items.filter(({ type }) => type === "rating"),
  scales: scaleForm.scales.filter(({ id }) =>
    ["wellbeing", "normed", "pomp", "table"].includes(id),
  ),
};

describe("bars of the total", () => {
  test.each([
    ["a bar for each total", { items: [rating("a", 3), rating("b", 4)] }, 1],
    ["several totals in a bar", mixedForm, 2],
    [
      "several totals in a bin",
      {
        items: mixedForm.items
          .slice(0, 7)
          .map((item, index) => ({ ...item, weight: `${index + 1}/7` })),
      },
      50,
    ],
  ])("are the summary's: %s", (_, input, least) => {
    const form = givenForm(input);
    const ids = new Set(form.definition.items.map(({ id }) => id));
    const kept = (of: unknown) =>
      Object.fromEntries(Object.entries(of as object).filter(([id]) => ids.has(id)));
    const responses = mixedResponses(150).map(({ candidate, answers, states }) => {
      return { candidate, answers: kept(answers), states: kept(states) };
    });
    const tally = tallied(form, responses, [150]);
    const [whole] = testsOf(form, tally);
    expect(whole?.histogram).toEqual(histogramOf(form.plan, tally));
    expect(whole?.histogram?.length).toBeGreaterThanOrEqual(least);
    expect(whole?.histogram?.reduce((sum, { n }) => sum + n, 0)).toBe(150);
  });
});

describe("bars of a scale", () => {
  test("have a value each, as the scale is before it is divided", () => {
    const form = givenForm({
      items: [rating("a", 2), rating("b", 2)],
      scales: [
        {
          id: "thirds",
          items: [
            { id: "a", weight: "1/3" },
            { id: "b", weight: "2/3" },
          ],
          aggregate: "sum",
        },
      ].map((scale) => ({ ...scale, missing: "null_if_any" })),
    });
    const responses = answersTo(
      ["a", "b"],
      [
        [0, 0],
        [1, 0],
        [2, 1],
        [0, 2],
        [1, 0],
        [2, 2],
      ],
    );
    const [, scale] = testsOf(
      form,
      tallied(form, [...responses, { candidate: "x", answers: {} }], [2]),
    );
    expect(scale?.n).toBe(6);
    const third = (thirds: number, n: number) => ({ from: thirds / 3, to: thirds / 3, n });
    expect(scale?.histogram).toEqual([
      third(0, 1),
      third(1, 2),
      third(2, 0),
      third(3, 0),
      third(4, 2),
      third(5, 0),
      third(6, 1),
    ]);
  });

  test("go from the least value that there can be, also below 0", () => {
    const optionPoints = { A: -2, B: 1 };
    const form = givenForm({
      items: [
        rating("a", 1),
        { id: "b", type: "single_choice", options: ["A", "B", "C"], optionPoints },
      ],
      scales: [{ id: "s", items: ["a", "b"], aggregate: "sum", missing: "zero" }],
    });
    const responses = ["A", "A", "B"].map((b, index) => ({
      candidate: `c-${index}`,
      answers: { a: index % 2, b },
    }));
    const [, scale] = testsOf(form, tallied(form, responses, [2]));
    expect(scale?.histogram?.map(({ from, to, n }) => [from, to, n])).toEqual([
      [-2, -2, 1],
      [-1, -1, 1],
      [0, 0, 0],
      [1, 1, 1],
      [2, 2, 0],
    ]);
  });

  test("hold several values where there are more than 101", () => {
    const form = givenForm({
      items: [rating("a", 100), rating("b", 100)],
      scales: ["a", "b"].map((id) => ({
        id,
        items: id === "a" ? ["a"] : ["a", "b"],
        aggregate: "sum",
        missing: "zero",
      })),
    });
    const values = Array.from({ length: 90 }, (_, index) => [index, (7 * index) % 101]);
    const [, one, both] = testsOf(form, tallied(form, answersTo(["a", "b"], values), [90]));
    expect(one?.histogram).toHaveLength(101);
    expect(both?.histogram).toHaveLength(41);
    expect(both?.histogram?.[40]).toEqual({ from: 200, to: 200, n: 0 });
    for (const { from, to, n } of both?.histogram ?? []) {
      const inside = values.filter(([a = 0, b = 0]) => a + b >= from && a + b <= to);
      expect(n).toBe(inside.length);
    }
  });

  test("are null with a reason where values are too many to be kept", () => {
    const form = givenForm({
      items: [rating("a", 9), rating("b", 9)],
      scales: [
        {
          id: "fine",
          items: ["a", { id: "b", weight: "1.000001" }],
          aggregate: "sum",
          missing: "zero",
        },
      ],
    });
    const [whole, scale] = testsOf(form, tallied(form, answersTo(["a", "b"], [[1, 2]]), [1]));
    expect(whole?.histogram).toHaveLength(19);
    expect(scale).toMatchObject({
      n: 1,
      histogram: null,
      reasons: { histogram: "counts_not_kept" },
    });
  });

  test("of nobody are empty, and there all the same", () => {
    const form = givenForm(wholeForm);
    for (const { n, histogram, reasons } of testsOf(form, emptyTally(form.plan))) {
      expect(n).toBe(0);
      expect(histogram?.length).toBeGreaterThan(1);
      expect(histogram?.every((bar) => bar.n === 0)).toBe(true);
      expect(reasons["histogram"]).toBeUndefined();
    }
  });

  test("count every result that has a value once", () => {
    const form = givenForm(wholeForm);
    const responses = scaleResponses(200).map(({ candidate, answers }) => {
      const { mood = null, sleep } = answers as Record<string, unknown>;
      return { candidate, answers: { mood, ...(sleep === undefined ? {} : { sleep }) } };
    });
    const { scored: scores } = scored(form, encodeBatch(form, responses));
    const counted = testsOfTally(form.plan, tallied(form, responses, [200])).scales;
    expect(counted.map(({ id }) => id)).toEqual(["wellbeing", "normed", "pomp", "table"]);
    for (const { id, histogram } of counted) {
      const values = scores.scales[form.plan.scales.findIndex((scale) => scale.id === id)] ?? [];
      const n = values.filter((value) => !Number.isNaN(value)).length;
      expect(histogram?.reduce((sum, bar) => sum + bar.n, 0)).toBe(n);
      expect(n).toBeGreaterThan(100);
    }
  });
});
