/** Where an empty list is no answer, an item cannot be worth what only that would be. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import type { Answer } from "#engine/rules/compiled-item.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";
import { compiled } from "./given-item.ts";

const OPTIONS = ["A", "B", "C", "D"];
const Worth = fc.integer({ min: -2, max: 2 });

const multipleChoice = (own: object) =>
  fc.integer({ min: 2, max: 4 }).chain((count) => {
    const options = OPTIONS.slice(0, count);
    const base = { type: "multiple_choice", options, ...own };
    return fc
      .subarray(options, { minLength: 1 })
      .map((key) => ({ item: { ...base, key }, answers: subsetsOf(options) }));
  });

const weighted = fc.integer({ min: 2, max: 4 }).chain((count) => {
  const options = OPTIONS.slice(0, count);
  const Weights = fc.tuple(...options.map(() => Worth));
  return Weights.map((worths) => ({
    options,
    entries: Object.fromEntries(options.map((name, index) => [name, worths[index]])),
    answers: subsetsOf(options),
  }));
});

const Limits = fc.constantFrom({}, { lower: 0 }, { upper: 0 }, { lower: -1, upper: 1 });

const PAIRS = ["a", "b"].flatMap((left) => ["x", "y"].map((right) => [left, right] as const));
const Match = fc.constantFrom(1, 2).map((count) => ({
  type: "match",
  left: ["a", "b"].slice(0, count),
  right: ["x", "y"].slice(0, count),
}));
const pairsOf = ({ left }: { readonly left: readonly string[] }) =>
  left.length === 1 ? PAIRS.slice(0, 1) : PAIRS;

const SQUARES = [0, 10, 20].map((x) => ({ shape: "rectangle", from: [x, 0], to: [x + 5, 5] }));
const SPOTS = [
  [1, 1],
  [11, 1],
  [21, 1],
  [99, 99],
];

const forms: Record<string, fc.Arbitrary<{ readonly item: object; readonly answers: Answer[] }>> = {
  ...Object.fromEntries(
    [
      "all_or_nothing",
      "net_correct",
      "each_decision",
      "halves",
      "coverage",
      "right_minus_wrong",
    ].map((rule) => [rule, multipleChoice({ rule })]),
  ),
  subtract: fc
    .constantFrom("1/wrong", "1/max(wrong,2)", "1/right", "all", "none")
    .chain((wrong) => multipleChoice({ rule: "subtract", wrong, floor: -1 })),
  per_response: multipleChoice({ rule: "per_response", wrongPenalty: 1 }),
  proportion: multipleChoice({ rule: "proportion", wrongPenalty: "1/2" }),
  option_weights: weighted.map(({ options, entries, answers }) => ({
    item: {
      type: "multiple_choice",
      rule: "option_weights",
      options,
      weights: entries,
      lo: -3,
      hi: 3,
    },
    answers,
  })),
  map: fc.tuple(weighted, Limits).map(([{ options, entries, answers }, limits]) => ({
    item: { type: "multiple_choice", options, map: { entries, ...limits } },
    answers,
  })),
  "match all_or_nothing": Match.chain((item) =>
    fc.subarray([...pairsOf(item)], { minLength: 1 }).map((key) => ({
      item: { ...item, key },
      answers: subsetsOf(pairsOf(item)),
    })),
  ),
  "match proportion": Match.chain((item) =>
    fc.subarray([...pairsOf(item)], { minLength: 1 }).map((key) => ({
      item: { ...item, rule: "proportion", key, wrongPenalty: "1/3" },
      answers: subsetsOf(pairsOf(item)),
    })),
  ),
  "match map": fc
    .tuple(Match, fc.array(Worth, { minLength: 1, maxLength: 4 }), Worth, Limits)
    .map(([item, worths, other, limits]) => {
      const entries = pairsOf(item).flatMap((pair, index) => {
        const worth = worths[index];
        return worth === undefined ? [] : [[...pair, worth]];
      });
      const map = { entries, default: other, ...limits };
      return { item: { ...item, map }, answers: subsetsOf(pairsOf(item)) };
    }),
  point: fc
    .tuple(fc.array(Worth, { minLength: 1, maxLength: 3 }), Worth, fc.integer({ min: 1, max: 3 }))
    .map(([worths, other, maxChoices]) => ({
      item: {
        type: "point",
        areas: worths.map((points, index) => ({ ...SQUARES[index], points })),
        default: other,
        maxChoices,
      },
      answers: listsOf(SPOTS, maxChoices),
    })),
};

describe.each(Object.entries(forms))("%s", (_, Form) => {
  test("has the levels that some answer earns", () => {
    fc.assert(
      fc.property(Form, ({ item, answers }) => {
        const given = compiled({ ...item, emptyMeans: "omitted", blank: 0.125 });
        const earned = answers.filter((answer) => !isEmpty(answer)).map(given.evaluate);
        expect(given.levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
        expect(given.maxPoints).toBe(Math.max(...earned));
        expect(given.evaluate([])).toBe(125_000);
      }),
      { numRuns: 200 },
    );
  });
});

test("abilities and reversed values do not go by the blank of a list that nobody left empty", () => {
  const ids = ["q1", "q2", "q3"];
  const read = (blank: number) => {
    const item = {
      type: "multiple_choice",
      options: ["A", "B"],
      key: ["A"],
      emptyMeans: "omitted",
    };
    const assessment = {
      items: ids.map((id) => ({ ...item, id, blank })),
      scales: [
        {
          id: "s",
          items: [{ id: "q1", reverse: true }, "q2", "q3"],
          aggregate: "sum",
          missing: "null_if_any",
        },
      ],
      irt: [
        {
          scale: "s",
          D: 1,
          omitted: "missing",
          items: ids.map((id, b) => ({ id, model: "2PL", a: 1, b })),
        },
      ],
    };
    const answers = [
      ["A", "A", "A"],
      ["B", "A", "A"],
      ["B", "B", "A"],
      ["A", "B", "B"],
    ];
    const responses = answers.map((row, at) => ({
      candidate: `c${at}`,
      answers: Object.fromEntries(ids.map((id, index) => [id, [row[index]]])),
    }));
    const { results } = must(scoreStateless({ assessment, responses }));
    return results.map(({ scales, theta }) => [scales["s"]?.value, theta?.["s"]?.theta]);
  };
  const expected = read(0);
  expect(expected.map(([value]) => value)).toEqual([2, 3, 2, 0]);
  expect(expected.every(([, theta]) => typeof theta === "number")).toBe(true);
  for (const blank of [-1, 0.3, 5]) expect(read(blank)).toEqual(expected);
});

function isEmpty(answer: Answer): boolean {
  return Array.isArray(answer) && answer.length === 0;
}

function subsetsOf(all: readonly Answer[]): Answer[] {
  return Array.from({ length: 2 ** all.length }, (_, mask) =>
    all.filter((_own, place) => (mask >> place) % 2 === 1),
  );
}

/** Every list of up to so many of them. */
function listsOf(all: readonly Answer[], most: number): Answer[][] {
  if (most === 0) return [[]];
  const shorter = listsOf(all, most - 1);
  return [...shorter, ...shorter.flatMap((list) => all.map((own) => [...list, own]))];
}
