import { describe, expect, test } from "bun:test";

import { compiled, faultsOf, warningsOf } from "../given-item.ts";

const cbm = { "1": [1, 0], "2": [2, -2], "3": [3, -6] };
const item = { type: "single_choice", options: ["A", "B", "C"], key: "B", confidence: cbm };

describe("confidence", () => {
  test("is worth the points of its level, right or wrong", () => {
    const { evaluate, levels, maxPoints, blank } = compiled(item);
    const earned = ["A", "B", "C"].map((option) => [1, 2, 3].map((c) => evaluate([option, c])));
    expect(earned).toEqual([
      [0, -2_000_000, -6_000_000],
      [1_000_000, 2_000_000, 3_000_000],
      [0, -2_000_000, -6_000_000],
    ]);
    expect(levels).toEqual([-6_000_000, -2_000_000, 0, 1_000_000, 2_000_000, 3_000_000]);
    expect({ maxPoints, blank }).toEqual({ maxPoints: 3_000_000, blank: 0 });
  });

  test("accepts each of several keys, and goes through the order of operations", () => {
    const limits = { key: ["A", "B"], min: -4, penalty: 1, weight: "1/2" };
    const { evaluate } = compiled({ ...item, ...limits });
    const answers: [string, number][] = [
      ["A", 3],
      ["B", 2],
      ["C", 1],
      ["C", 2],
      ["C", 3],
    ];
    expect(answers.map(evaluate)).toEqual([1_500_000, 1_000_000, -500_000, -1_500_000, -2_000_000]);
  });

  test("rounds thirds once", () => {
    const { evaluate, rounded } = compiled({ ...item, confidence: { "0": ["1/3", "-1/3"] } });
    expect([evaluate(["B", 0]), evaluate(["A", 0])]).toEqual([333_333, -333_333]);
    expect(rounded).toBe(true);
  });

  test("throws for what the item cannot produce, instead of a quiet 0", () => {
    const { evaluate } = compiled(item);
    for (const answer of ["B", 2, [], ["B"], ["B", "2"], ["B", "A"]]) {
      expect(() => evaluate(answer)).toThrow(RangeError);
    }
    for (const pair of [
      ["B", 4],
      ["D", 1],
      ["B", 1.5],
      ["B", Number.NaN],
    ] as const) {
      expect(() => evaluate(pair)).toThrow(RangeError);
    }
  });

  test.each([
    [{ points: 1 }, ["points unknown_field"]],
    [{ key: "D" }, ["key not_an_option"]],
    [{ confidence: {} }, ["confidence levels_empty"]],
    [{ confidence: { high: [1, 0] } }, ["confidence.high level_not_whole"]],
    [{ confidence: { "1": [1, 0], "01": [1, 0] } }, ["confidence.01 level_not_whole"]],
    [{ confidence: { "1": [1] } }, ["confidence.1.1 missing_field"]],
    [{ confidence: { "1": [1, "x"] } }, ["confidence.1.1 number_invalid"]],
    [{ confidence: { "1": 1 } }, ["confidence.1 not_a_pair"]],
    [{ confidence: { "1": [1, 0, 0] } }, ["confidence.1.2 not_a_pair"]],
    [
      { confidence: { "1": [true, null] } },
      ["confidence.1.0 wrong_type", "confidence.1.1 wrong_type"],
    ],
    [{ confidence: [] }, ["confidence wrong_type"]],
    [{ confidence: JSON.parse('{"__proto__": [1, 0]}') }, ["confidence.__proto__ level_not_whole"]],
  ])("refuses %j", (fields, faults) => {
    expect(faultsOf({ ...item, ...fields })).toEqual(faults);
  });

  test("refuses more pairs than a byte numbers", () => {
    const options = Array.from({ length: 80 }, (_, i) => `o${i}`);
    const many = { ...item, options, key: "o1" };
    expect(faultsOf(many)).toEqual([]);
    expect(faultsOf({ ...many, options: [...options, "o80"] })).toEqual([
      "confidence too_many_values",
    ]);
  });

  test("warns of a level at which it pays to be wrong", () => {
    expect(warningsOf(item)).toEqual([]);
    expect(warningsOf({ ...item, confidence: { "1": [1, 0], "2": [0, 1] } })).toEqual([
      "confidence.2 wrong_above_right",
    ]);
  });
});
