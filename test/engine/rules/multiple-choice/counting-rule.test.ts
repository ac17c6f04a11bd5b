import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, subsets } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D", "E"];
/** Divisible by every |C| · |S| and n up to 5, so that all shares are whole and the test needs no fractions. */
const POINTS = 3_600;

/** Each formula again, from the definition of its sets, in whole points. */
const formulas: Record<string, (selected: string[], key: string[], n: number) => number> = {
  all_or_nothing: (selected, key) =>
    selected.toSorted().join() === key.toSorted().join() ? POINTS : 0,
  net_correct: (selected, key) => {
    const right = selected.filter((option) => key.includes(option)).length;
    const wrong = selected.length - right;
    return right > wrong ? (POINTS / key.length) * (right - wrong) : 0;
  },
  each_decision: (selected, key, n) => {
    const rightDecisions = OPTIONS.slice(0, n).filter(
      (option) => selected.includes(option) === key.includes(option),
    );
    return (POINTS / n) * rightDecisions.length;
  },
  halves: (selected, key, n) => {
    const errors = [...selected, ...key].filter(
      (option) => selected.includes(option) !== key.includes(option),
    ).length;
    const earned = [POINTS, n >= 3 ? POINTS / 2 : 0, n >= 5 ? POINTS / 4 : 0];
    return earned[errors] ?? 0;
  },
  coverage: (selected, key) => {
    const right = selected.filter((option) => key.includes(option)).length;
    return right === 0 ? 0 : (POINTS / (key.length * selected.length)) * right * right;
  },
  right_minus_wrong: (selected, key, n) => {
    const right = selected.filter((option) => key.includes(option)).length;
    const wrong = selected.length - right;
    return right > wrong ? (POINTS / n) * (right - wrong) : 0;
  },
};

describe.each(Object.entries(formulas))("%s", (rule, formula) => {
  for (const n of [2, 3, 4, 5]) {
    test(`is its formula for every key and selection of ${n} options`, () => {
      const options = OPTIONS.slice(0, n);
      for (const key of subsets(options).slice(1)) {
        const item = compiled({ type: "multiple_choice", rule, options, key, points: POINTS });
        const earned = subsets(options).map((selected) => [
          item.evaluate(selected),
          formula(selected, key, n) * 1_000_000,
        ]);
        for (const [actual, expected] of earned) expect(actual).toBe(expected);
        expect(item.levels).toEqual(
          [...new Set(earned.map(([, points]) => points ?? 0))].toSorted((a, b) => a - b),
        );
        expect(item.maxPoints).toBe(formula(key, key, n) * 1_000_000);
      }
    });
  }

  test("with nothing in the key gives M for nothing selected, else 0", () => {
    const item = compiled({ type: "multiple_choice", rule, options: OPTIONS, key: [] });
    expect(subsets(OPTIONS).map(item.evaluate)).toEqual([1_000_000, ...Array(31).fill(0)]);
    expect(item.levels).toEqual([0, 1_000_000]);
  });

  test("counts an option that is named twice once, in any order", () => {
    const item = compiled({ type: "multiple_choice", rule, options: OPTIONS, key: ["A", "C"] });
    expect(item.evaluate(["C", "A", "C", "A"])).toBe(item.evaluate(["A", "C"]));
  });

  test("gives blank points for nothing selected where that means omitted", () => {
    const written = { type: "multiple_choice", rule, options: OPTIONS, blank: 0.3 };
    const item = compiled({ ...written, key: ["A", "C"], emptyMeans: "omitted" });
    expect(item.evaluate([])).toBe(300_000);
    expect(item.levels).not.toContain(300_000);
    expect(compiled({ ...written, key: ["A", "C"] }).evaluate([])).not.toBe(300_000);
  });

  test("throws for what the item cannot produce", () => {
    const item = compiled({ type: "multiple_choice", rule, options: OPTIONS, key: ["A"] });
    for (const answer of ["A", 1, ["a"], ["A", "constructor"]]) {
      expect(() => item.evaluate(answer)).toThrow(RangeError);
    }
  });
});

test("levels hold what any selection of up to 240 options earns, and the key earns the most", () => {
  const options = Array.from({ length: 240 }, (_, i) => `o${i}`);
  const some = fc.subarray(options);
  const rule = fc.constantFrom(...Object.keys(formulas));
  fc.assert(
    fc.property(rule, some, fc.array(some, { maxLength: 20 }), (name, key, selections) => {
      const item = compiled({ type: "multiple_choice", rule: name, options, key, points: "1/7" });
      const levels = new Set(item.levels);
      for (const selected of selections) expect(levels).toContain(item.evaluate(selected));
      expect(item.evaluate(key)).toBe(item.maxPoints);
    }),
    { numRuns: 40 },
  );
});

test("a right option more never costs, a wrong one never pays", () => {
  const rules = [
    ...Object.keys(formulas).map((rule) => ({ rule })),
    { rule: "per_response", pointsEach: 2, wrongPenalty: "1/3" },
    { rule: "proportion", wrongPenalty: "1/3" },
    { rule: "subtract", wrong: "1/max(wrong,2)", floor: -1 },
  ];
  for (const rule of rules) {
    for (const key of subsets(OPTIONS).slice(1)) {
      const { evaluate } = compiled({ type: "multiple_choice", options: OPTIONS, key, ...rule });
      for (const selected of subsets(OPTIONS)) {
        const gains = OPTIONS.filter((option) => !selected.includes(option)).map((option) => {
          const change = evaluate([...selected, option]) - evaluate(selected);
          return key.includes(option) ? change : -change;
        });
        expect(gains.every((gain) => gain >= 0)).toBe(true);
      }
    }
  }
});
