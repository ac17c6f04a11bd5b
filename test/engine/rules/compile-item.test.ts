import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import type { Item } from "#engine/definition/definition.ts";
import { compileItem } from "#engine/rules/compile-item.ts";

import type { Answer } from "#engine/rules/compiled-item.ts";

import { compiled, subsets } from "./given-item.ts";

const OPTIONS = ["A", "B", "C", "D"];

const quantity = fc.oneof(
  fc.integer({ min: -3_000, max: 3_000 }).map((x) => x / 1_000),
  fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })).map((f) => f.join("/")),
);
const positive = fc.oneof(
  fc.nat(3_000).map((x) => x / 1_000),
  fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 9 })).map((f) => f.join("/")),
);

/** Anything that every type but rating may say about deductions and limits. */
const terms = fc.record(
  { weight: positive, blank: quantity, penalty: positive, minIfAttempted: quantity },
  { requiredKeys: [] },
);

const table = fc.dictionary(fc.constantFrom(...OPTIONS), quantity);
const kinds = [
  choice({ key: fc.subarray(OPTIONS, { minLength: 1 }) }, "single_choice", OPTIONS),
  choice({ optionPoints: table }, "single_choice", OPTIONS),
  choice(
    {
      key: fc.subarray(OPTIONS),
      rule: fc.constantFrom(
        "all_or_nothing",
        "net_correct",
        "each_decision",
        "halves",
        "coverage",
        "right_minus_wrong",
        "kprim",
      ),
      emptyMeans: fc.constantFrom("answered", "omitted"),
    },
    "multiple_choice",
    subsets(OPTIONS),
  ),
  choice(
    { weights: table, rule: fc.constant("option_weights"), lo: fc.constant(-1), hi: positive },
    "multiple_choice",
    subsets(OPTIONS),
  ),
  choice(
    {
      key: fc.subarray(OPTIONS),
      rule: fc.constant("subtract"),
      wrong: fc.constantFrom("1/wrong", "1/max(wrong,2)", "1/right", "all", "none"),
      floor: fc.constantFrom(-1, "-1/3", 0, "1/7"),
    },
    "multiple_choice",
    subsets(OPTIONS),
  ),
  choice(
    { key: fc.subarray(OPTIONS), rule: fc.constant("per_response"), wrongPenalty: positive },
    "multiple_choice",
    subsets(OPTIONS),
  ),
  choice(
    { key: fc.subarray(OPTIONS), rule: fc.constant("proportion"), wrongPenalty: positive },
    "multiple_choice",
    subsets(OPTIONS),
  ),
  choice(
    { map: fc.record({ entries: table, default: quantity }) },
    "multiple_choice",
    subsets(OPTIONS),
  ),
  choice({ map: fc.record({ entries: table, default: quantity }) }, "single_choice", OPTIONS),
  choice(
    { key: fc.constantFrom(...OPTIONS), confidence: fc.constant({ 1: ["2/7", 0], 3: [3, -6] }) },
    "single_choice",
    OPTIONS.flatMap((option): [string, number][] => [
      [option, 1],
      [option, 3],
    ]),
  ),
  choice({ key: fc.constantFrom(0, "0.1", 2) }, "number", [0, "0.10", 2, "-7", 1e300]),
  choice({ key: fc.constant(["a", { answer: "b", points: "5/7" }]) }, "text", ["A", "b", "c", ""]),
];

describe("compileItem", () => {
  test("has among its levels everything that an answer earns", () => {
    fc.assert(
      fc.property(fc.oneof(...kinds), terms, ({ item, answers }, extra) => {
        const { evaluate, levels, maxPoints, blank } = compiled({ ...item, ...extra });
        const isOmitted = (answer: Answer) =>
          "emptyMeans" in item && item.emptyMeans === "omitted" && JSON.stringify(answer) === "[]";
        const earned = answers.filter((answer) => !isOmitted(answer)).map(evaluate);
        for (const points of earned) {
          expect(levels).toContain(points);
          expect(Number.isSafeInteger(points)).toBe(true);
        }
        expect(levels).toEqual([...new Set(levels)].toSorted((a, b) => a - b));
        expect(Math.max(...levels, blank)).toBe(Math.max(maxPoints, blank));
      }),
      { numRuns: 500 },
    );
  });

  test("says whether anything was rounded", () => {
    const item = { type: "single_choice", options: OPTIONS, key: "A" };
    expect(compiled({ ...item, points: "1/8" }).rounded).toBe(false);
    expect(compiled({ ...item, points: "1/7" }).rounded).toBe(true);
  });

  test("throws for an item that no parser lets through", () => {
    const item: Item = {
      id: "q",
      type: "number",
      key: "seven",
      points: 1,
      weight: 1,
      blank: 0,
      inclusive: [true, true],
      decimal: ".",
      onInvalid: "refuse",
    };
    expect(() => compileItem(item)).toThrow(RangeError);
  });
});

function choice<Answer>(
  fields: Record<string, fc.Arbitrary<unknown>>,
  type: string,
  answers: readonly Answer[],
) {
  const options = type.endsWith("choice") ? { options: fc.constant(OPTIONS) } : {};
  return fc
    .record({ ...fields, ...options, type: fc.constant(type) })
    .map((item) => ({ item, answers }));
}
