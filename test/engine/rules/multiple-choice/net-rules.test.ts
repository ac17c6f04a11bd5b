import { describe, expect, test } from "bun:test";

import { compiled, faultsOf, subsets, warningsOf } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D", "E"];

interface Counted {
  readonly right: number;
  readonly wrong: number;
  readonly keyed: number;
  readonly others: number;
}

type Formula = (counted: Counted) => number;

/** Hand-made formulas in whole points: 60 is divisible by every |C| and |W| up to 5. */
const cases: [string, object, Formula][] = [
  ["proportion", { points: 60 }, ({ right, keyed }) => (60 / keyed) * right],
  [
    "proportion",
    { points: 60, wrongPenalty: 7 },
    ({ right, wrong, keyed }) => Math.max(0, (60 / keyed) * right - 7 * wrong),
  ],
  ["per_response", {}, ({ right }) => right],
  [
    "per_response",
    { pointsEach: 3, wrongPenalty: 2 },
    ({ right, wrong }) => Math.max(0, 3 * right - 2 * wrong),
  ],
  ["per_response", { pointsEach: 0, wrongPenalty: 2 }, () => 0],
  ...[
    ["1/wrong", (c: Counted) => (c.others === 0 ? 0 : 60 / c.others)] as const,
    ["1/max(wrong,2)", (c: Counted) => 60 / (c.others < 2 ? 2 : c.others)] as const,
    ["1/right", (c: Counted) => 60 / c.keyed] as const,
    ["all", () => 60] as const,
    ["none", () => 0] as const,
  ].flatMap(([wrong, deduction]) =>
    (
      [
        [{}, 0],
        [{ floor: -1 }, -60],
        [{ floor: "-1/4" }, -15],
        [{ floor: 0.2 }, 12],
      ] as const
    ).map(([floor, lowest]): [string, object, Formula] => [
      "subtract",
      { points: 60, wrong, ...floor },
      (c) => Math.max(lowest, (60 / c.keyed) * c.right - deduction(c) * c.wrong),
    ]),
  ),
];

test.each(cases)("%s %j is its formula for every key and selection", (rule, fields, formula) => {
  for (const n of [2, 3, 4, 5]) {
    const options = OPTIONS.slice(0, n);
    for (const key of subsets(options).slice(1)) {
      const item = compiled({ type: "multiple_choice", rule, options, key, ...fields });
      const earned = subsets(options).map((selected) => {
        const right = selected.filter((option) => key.includes(option)).length;
        const wrong = selected.length - right;
        const counted = { right, wrong, keyed: key.length, others: n - key.length };
        const expected = formula(counted) * 1_000_000;
        expect(item.evaluate(selected)).toBe(expected);
        return expected;
      });
      expect(item.levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
      expect(item.maxPoints).toBe(item.evaluate(key));
    }
  }
});

describe.each([
  ["proportion", {}, 1_000_000],
  ["subtract", { wrong: "all" }, 1_000_000],
  ["per_response", { pointsEach: "1/3" }, 333_333],
])("%s", (rule, fields, worth) => {
  const item = { type: "multiple_choice", rule, options: OPTIONS, ...fields };

  test("with nothing in the key is all for nothing selected, else 0", () => {
    const { evaluate, levels } = compiled({ ...item, key: [] });
    expect(subsets(OPTIONS).map(evaluate)).toEqual([worth, ...Array(31).fill(0)]);
    expect(levels).toEqual([0, worth]);
  });

  test("never reads a blank", () => {
    const blank = compiled({ ...item, key: ["A"], emptyMeans: "omitted", blank: -2 });
    expect(blank.evaluate([])).toBe(-2_000_000);
    expect(blank.levels).not.toContain(-2_000_000);
  });

  test("stays within min and max, and pays no more for a wrong option than without it", () => {
    const limited = compiled({ ...item, key: ["A", "C"], min: -0.1, max: 0.4, penalty: 0.3 });
    for (const selected of subsets(OPTIONS)) {
      const points = limited.evaluate(selected);
      expect(points).toBeWithin(-100_000, 400_001);
      expect(limited.evaluate([...selected, "B"])).toBeLessThanOrEqual(points);
      expect(limited.evaluate([...selected, "C"])).toBeGreaterThanOrEqual(points);
    }
  });
});

test.each([
  [{ rule: "per_response", points: 2 }, "points unknown_field"],
  [{ rule: "per_response", pointsEach: -1 }, "pointsEach negative"],
  [{ rule: "proportion", wrongPenalty: -1 }, "wrongPenalty negative"],
  [{ rule: "subtract" }, "wrong missing_field"],
  [{ rule: "subtract", wrong: "half" }, "wrong not_one_of"],
  [{ rule: "subtract", wrong: "all", floor: 1.5 }, "floor lower_above_upper"],
])("refuses %j", (fields, fault) => {
  const item = { type: "multiple_choice", options: OPTIONS, key: ["A"] };
  expect(faultsOf({ ...item, ...fields })).toEqual([fault]);
});

test("warns of points that right_minus_wrong cannot reach only where limits are why", () => {
  const item = { type: "multiple_choice", rule: "right_minus_wrong", options: OPTIONS, points: 5 };
  expect(compiled({ ...item, key: ["A", "B"] }).maxPoints).toBe(2_000_000);
  expect(warningsOf({ ...item, key: ["A", "B"] })).toEqual([]);
  expect(warningsOf({ ...item, key: [], emptyMeans: "omitted" })).toEqual([]);
});
