/** Every aggregate and missing policy against arithmetic written out here, in whole twelfths. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { extendLayout } from "#engine/answers/extend-layout.ts";
import type { Item } from "#engine/definition/definition.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import type { ScaleView } from "#usecase/result-view.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";

const items = [
  { id: "a", type: "rating", min: 0, max: 3 },
  { id: "b", type: "rating", min: 1, max: 5 },
  { id: "c", type: "rating", min: -2, max: 2 },
];
const RANGE = { a: [0, 3], b: [1, 5], c: [-2, 2] } as const;
type Id = keyof typeof RANGE;
const ids: readonly Id[] = ["a", "b", "c"];

type Answers = Record<Id, number | null>;

/** All combinations: 5 * 6 * 6 responses. */
const everyAnswer: Answers[] = valuesOf("a").flatMap((a) =>
  valuesOf("b").flatMap((b) => valuesOf("c").map((c) => ({ a, b, c }))),
);

function valuesOf(id: Id): (number | null)[] {
  const [min, max] = RANGE[id];
  return [null, ...Array.from({ length: max - min + 1 }, (_, step) => min + step)];
}

const answeredOf = (answers: Answers) => ids.filter((id) => answers[id] !== null);
const x = (answers: Answers, id: Id) => answers[id] ?? 0;
const reversed = (answers: Answers, id: Id) => RANGE[id][0] + RANGE[id][1] - x(answers, id);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** Weights 1, 3/2 and 1/4, in quarters. */
const WEIGHT = { a: 4, b: 6, c: 1 } as const;
const weighted = [
  { id: "a" },
  { id: "b", weight: "3/2", reverse: true },
  { id: "c", weight: 0.25 },
];
const inQuarters = (answers: Answers) => (id: Id) =>
  WEIGHT[id] * (id === "b" ? reversed(answers, id) : x(answers, id));
const shareOf = (members: readonly Id[]) => sum(members.map((id) => WEIGHT[id]));

type Plain = (answers: Answers, answered: readonly Id[]) => number | null;

const needsOne =
  (plain: Plain): Plain =>
  (answers, answered) =>
    answered.length === 0 ? null : plain(answers, answered);

const cases: readonly [string, object, Plain][] = [
  [
    "sum, zero",
    { aggregate: "sum", missing: "zero", items: ids },
    needsOne((answers) => sum(ids.map((id) => x(answers, id)))),
  ],
  [
    "sum, null_if_any",
    { aggregate: "sum", missing: "null_if_any", items: ids },
    (answers, { length }) => (length < 3 ? null : sum(ids.map((id) => x(answers, id)))),
  ],
  [
    "sum, prorated from two",
    { aggregate: "sum", missing: "prorate", minAnswered: 2, items: ids },
    (answers, answered) =>
      answered.length < 2
        ? null
        : (sum(answered.map((id) => x(answers, id))) * 3) / answered.length,
  ],
  [
    "sum of the answered",
    { aggregate: "sum", missing: "mean_of_answered", items: ids },
    needsOne((answers, answered) => sum(answered.map((id) => x(answers, id))) / answered.length),
  ],
  [
    "weighted sum, one reversed",
    { aggregate: "sum", missing: "zero", items: weighted },
    needsOne((answers, answered) => sum(answered.map(inQuarters(answers))) / 4),
  ],
  [
    "weighted sum, prorated",
    { aggregate: "sum", missing: "prorate", items: weighted },
    needsOne(
      (answers, answered) =>
        (sum(answered.map(inQuarters(answers))) * 11) / (4 * shareOf(answered)),
    ),
  ],
  [
    "weighted mean",
    { aggregate: "weighted_mean", missing: "mean_of_answered", items: weighted },
    needsOne((answers, answered) => sum(answered.map(inQuarters(answers))) / shareOf(answered)),
  ],
  [
    "weighted mean, zero",
    { aggregate: "weighted_mean", missing: "zero", items: weighted },
    needsOne((answers, answered) => sum(answered.map(inQuarters(answers))) / 11),
  ],
  [
    "mean, zero",
    { aggregate: "mean", missing: "zero", items: ids },
    needsOne((answers) => sum(ids.map((id) => x(answers, id))) / 3),
  ],
  [
    "mean, two thirds answered",
    { aggregate: "mean", missing: "mean_of_answered", minAnswered: "2/3", items: ids },
    (answers, answered) =>
      answered.length < 2 ? null : sum(answered.map((id) => x(answers, id))) / answered.length,
  ],
  [
    "mean, half of three answered",
    { aggregate: "mean", missing: "mean_of_answered", minAnswered: 0.5, items: ids },
    (answers, answered) =>
      answered.length < 2 ? null : sum(answered.map((id) => x(answers, id))) / answered.length,
  ],
  [
    "pomp over the answered",
    {
      aggregate: "pomp",
      missing: "mean_of_answered",
      items: [...ids.slice(0, 2), { id: "c", reverse: true }],
    },
    needsOne((answers, answered) => {
      const above = sum(
        answered.map((id) => (id === "c" ? reversed(answers, id) : x(answers, id)) - RANGE[id][0]),
      );
      return (100 * above) / sum(answered.map((id) => RANGE[id][1] - RANGE[id][0]));
    }),
  ],
  [
    "count in a range",
    { aggregate: "count", missing: "zero", items: ids, values: { min: 2 } },
    needsOne((answers, answered) => answered.filter((id) => x(answers, id) >= 2).length),
  ],
  [
    "count in a list, prorated",
    {
      aggregate: "count",
      missing: "prorate",
      items: ["a", { id: "b", reverse: true }, "c"],
      values: [0, 2, "5.0"],
    },
    needsOne((answers, answered) => {
      const counted = answered.filter((id) =>
        [0, 2, 5].includes(id === "b" ? reversed(answers, id) : x(answers, id)),
      );
      return (counted.length * 3) / answered.length;
    }),
  ],
  [
    "max",
    { aggregate: "max", missing: "zero", items: ids },
    needsOne((answers, answered) => Math.max(...answered.map((id) => x(answers, id)))),
  ],
  [
    "min, null_if_any",
    { aggregate: "min", missing: "null_if_any", items: ids },
    (answers, { length }) => (length < 3 ? null : Math.min(...ids.map((id) => x(answers, id)))),
  ],
  [
    "best two",
    { aggregate: "best_k_of_n", k: 2, missing: "zero", items: ids },
    needsOne((answers, answered) =>
      sum(
        answered
          .map((id) => x(answers, id))
          .toSorted((a, b) => b - a)
          .slice(0, 2),
      ),
    ),
  ],
];

describe.each(cases)("%s", (_name, scale, plain) => {
  const scales = [{ id: "s", ...scale }];
  const cuts = [
    { min: -100, label: "low" },
    { min: 1, label: "high" },
  ];
  const assessment = { items, scales, bands: [{ scale: "s", on: "value", cuts }] };
  const responses = everyAnswer.map((answers, index) => ({ candidate: `c${index}`, answers }));
  const { results, summary } = must(scoreStateless({ assessment, responses }));
  const expected = everyAnswer.map((answers) => plain(answers, answeredOf(answers)));

  test("is that of plain arithmetic for every answer", () => {
    for (const [index, result] of results.entries()) {
      const wanted = expected[index] ?? null;
      expectScale(result.scales["s"], wanted, answeredOf(everyAnswer[index] as Answers).length);
      expect(result.bands["s"]).toBe(wanted === null ? null : wanted >= 1 ? "high" : "low");
    }
    expect(results.some(({ scales }) => scales["s"]?.value === scales["s"]?.max)).toBe(true);
  });

  test("is counted in the summary as it is in the results", () => {
    const present = expected.filter((value) => value !== null);
    const [counted] = summary.scales;
    expect(counted?.n).toBe(present.length);
    expect(counted?.mean).toBeCloseTo(sum(present) / present.length, 8);
    expect(counted?.min).toBeCloseTo(Math.min(...present), 9);
    expect(counted?.max).toBeCloseTo(Math.max(...present), 9);
    const high = present.filter((value) => value >= 1).length;
    expect(summary.bands[0]?.bands.map(({ n }) => n)).toEqual([present.length - high, high]);
    expect(summary.bands[0]?.none).toBe(expected.length - present.length);
  });
});

function expectScale(scale: ScaleView | undefined, wanted: number | null, answered: number): void {
  expect(scale).toMatchObject({ raw: wanted, value: wanted, answered });
  expect(scale === undefined || "reason" in scale).toBe(wanted === null);
  if (answered === 0) expect(scale?.reason).toBe("nothing_answered");
  if (answered === 3) expect(wanted ?? 0).toBeLessThanOrEqual(scale?.max ?? 0);
}

test("open items are aggregated as those of one byte are", () => {
  const open = Array.from({ length: 4 }, (_, index) => ({
    id: `t${index}`,
    type: "text",
    key: ["x"],
  }));
  const shut = open.map(({ id }) => ({ id, type: "single_choice", options: ["x", "y"], key: "x" }));
  const names = open.map(({ id }) => id);
  const scales = [
    { id: "mean", items: names, aggregate: "mean", missing: "mean_of_answered" },
    { id: "best", items: names, aggregate: "best_k_of_n", k: 2 },
    { id: "reversed", items: names.map((id) => ({ id, reverse: true })), aggregate: "sum" },
  ];
  const answer = fc.constantFrom("x", "y", null);
  fc.assert(
    fc.property(fc.array(answer, { minLength: 4, maxLength: 4 }), (given) => {
      const answers = Object.fromEntries(names.map((id, place) => [id, given[place]]));
      const [left, right] = [open, shut].map(
        (form) =>
          must(
            scoreStateless({
              assessment: { items: form, scales },
              responses: [{ candidate: "c", answers }],
            }),
          ).results[0]?.scales,
      );
      expect(left).toEqual(right);
    }),
  );
});

test("a subtest of right and wrong without an answer is 0 points, a questionnaire is null", () => {
  const shut = { id: "q", type: "single_choice", options: ["x", "y"], key: "x" };
  const scales = [
    { id: "exam", items: ["q"], aggregate: "sum" },
    { id: "mean", items: ["q"], aggregate: "mean" },
    { id: "mood", items: ["a"], aggregate: "sum", missing: "zero" },
  ];
  const { results } = must(
    scoreStateless({
      assessment: { items: [shut, ...items], scales },
      responses: [{ candidate: "c", answers: {} }],
    }),
  );
  const nothing = { value: null, reason: "nothing_answered" };
  expect(results[0]?.scales).toMatchObject({ exam: { value: 0 }, mean: nothing, mood: nothing });
});

test("a scale may be the total, and bands on the total then look at it", () => {
  const scales = [{ id: "total", items: ids, aggregate: "mean", missing: "mean_of_answered" }];
  const bands = [{ scale: "total", cuts: [{ min: 2, label: "two" }] }];
  const answers = { a: 1, b: 3 };
  const { results } = must(
    scoreStateless({
      assessment: { items, scales, bands },
      responses: [{ candidate: "c", answers }],
    }),
  );
  expect(results[0]).toMatchObject({
    points: 4,
    scales: { total: { value: 2 } },
    bands: { total: "two" },
  });
});

test("the summary rounds a value that is no whole number of units to nine decimals, once", () => {
  const scales = [{ id: "s", items: ids, aggregate: "mean", missing: "mean_of_answered" }];
  const responses = [{ candidate: "c", answers: { a: 0, b: 1, c: 1 } }];
  const { results, summary } = must(scoreStateless({ assessment: { items, scales }, responses }));
  expect(results[0]?.scales["s"]?.value).toBe(2 / 3);
  expect(summary.scales[0]).toMatchObject({ n: 1, mean: 0.666666667, min: 0.666666667, sd: null });
});

test("what an empty list is worth is no end of a member's range", () => {
  const item = {
    id: "q",
    type: "multiple_choice",
    options: ["A", "B", "C"],
    key: ["A"],
    points: 2,
  };
  const scales = [
    {
      id: "reversed",
      items: [{ id: "q", reverse: true }],
      aggregate: "sum",
      missing: "null_if_any",
    },
    { id: "pomp", items: ["q"], aggregate: "pomp", missing: "null_if_any" },
  ];
  for (const blank of [-1, 0, 1, 3]) {
    const { results } = must(
      scoreStateless({
        assessment: { items: [{ ...item, emptyMeans: "omitted", blank }], scales },
        responses: [["A"], ["B"], []].map((q, place) => ({
          candidate: `${place}`,
          answers: { q },
        })),
      }),
    );
    const read = (id: string) => results.map((result) => result.scales[id]?.value);
    expect(read("reversed")).toEqual([0, 2, null]);
    expect(read("pomp")).toEqual([100, 0, null]);
    expect(results.map((result) => result.scales["reversed"]?.max)).toEqual([2, 2, 2]);
  }
});

test("a maximum is that of the members that a response was shown, of scales where some stand for all too", () => {
  const tops = { a: 4, b: 8, c: 10 };
  const items = Object.entries(tops).map(([id, max]) => ({ id, type: "rating", min: 0, max }));
  const members = Object.keys(tops);
  const scales = [
    { id: "sum", aggregate: "sum" },
    { id: "max", aggregate: "max" },
    { id: "min", aggregate: "min" },
    { id: "best", aggregate: "best_k_of_n", k: 2 },
  ].map((scale) => ({ ...scale, items: members, missing: "zero" }));
  const bands = scales.map(({ id }) => ({
    scale: id,
    on: "percent",
    cuts: [{ min: 100, label: "full" }],
  }));
  const maximaOf = (states: object, answers: object) => {
    const { results, summary } = must(
      scoreStateless({
        assessment: { items, scales, bands },
        responses: [{ candidate: "c", answers, states }],
      }),
    );
    const { scales: read = {}, bands: met = {} } = results[0] ?? {};
    // Counting and reading a result back go by the same.
    expect(summary.bands.map((set) => set.bands[0]?.n)).toEqual(
      scales.map(({ id }) => (met[id] === "full" ? 1 : 0)),
    );
    return scales.map(({ id }) => [read[id]?.max, met[id]]);
  };
  expect(maximaOf({}, { a: 4, b: 8, c: 9 })).toEqual([
    [22, null],
    [10, null],
    [4, "full"],
    [18, null],
  ]);
  expect(maximaOf({ c: "not_presented" }, { a: 4, b: 8 })).toEqual([
    [12, "full"],
    [8, "full"],
    [4, "full"],
    [12, "full"],
  ]);
  expect(maximaOf({ a: "not_applicable", c: "not_presented" }, { b: 7 })).toEqual([
    [8, null],
    [8, null],
    [8, null],
    [8, null],
  ]);
});

test("a member without range, as older definitions may have, shares nothing", () => {
  const match = { type: "match", left: ["A"], right: ["B"], key: [["A", "B"]] };
  const form = {
    items: [
      { ...match, id: "g" },
      { id: "q", type: "single_choice", options: ["A", "B"], key: "A" },
    ],
    scales: [{ id: "p", items: ["g", "q"], aggregate: "pomp", missing: "prorate" }],
  };
  const { definition } = must(parseDefinition(form));
  const [item, ...others] = definition.items;
  // Refused now: nothing but the key can be answered.
  const older = { ...definition, items: [{ ...item, emptyMeans: "omitted" } as Item, ...others] };
  const plan = must(compilePlan(older, must(extendLayout(null, older, 1))));
  const [p] = plan.scales;
  expect([p?.arithmetic.whole, p?.arithmetic.members[0]?.share]).toEqual([1_000_000, 0]);
  expect(p?.values.readingOf(0, 0, 0).value).toBe(0);
  expect(p?.values.readingOf(1_000_000, 1_000_000, 0).value).toBe(100);
});
