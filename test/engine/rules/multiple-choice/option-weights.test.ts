import { describe, expect, test } from "bun:test";

import { compiled, faultsOf, subsets } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D", "E"];

describe("option_weights", () => {
  const item = { type: "multiple_choice", rule: "option_weights", options: OPTIONS };

  test("is M times the limited sum for every selection", () => {
    // Tenths, so that the sums are whole: A 0.5, B 0.6, C -0.4, D -1, E none.
    const tenths: Record<string, number> = { A: 5, B: 6, C: -4, D: -10 };
    const weights = { A: 0.5, B: "0.6", C: "-2/5", D: -1 };
    const limits: [object, number, number][] = [
      [{}, 0, 10],
      [{ lo: -0.5 }, -5, 10],
      [{ hi: 0.8 }, 0, 8],
      [{ lo: -10, hi: 10 }, -100, 100],
    ];
    for (const [given, lo, hi] of limits) {
      const { evaluate, levels } = compiled({ ...item, weights, points: 2, ...given });
      const earned = subsets(OPTIONS).map((selected) => {
        const sum = selected.reduce((total, option) => total + (tenths[option] ?? 0), 0);
        const expected = Math.min(hi, Math.max(lo, sum)) * 200_000;
        expect(evaluate(selected)).toBe(expected);
        return expected;
      });
      expect(levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
    }
  });

  test("adds 0.7 and 0.1 to 0.8", () => {
    const { evaluate } = compiled({ ...item, weights: { A: 0.7, B: 0.1 } });
    expect(evaluate(["A", "B"])).toBe(800_000);
  });

  test("rounds a sum of thirds once", () => {
    const { evaluate, rounded } = compiled({ ...item, weights: { A: "1/3", B: "1/3", C: "1/3" } });
    expect(evaluate(["A", "B"])).toBe(666_667);
    expect(evaluate(["A", "B", "C"])).toBe(1_000_000);
    expect(rounded).toBe(true);
  });

  test("takes 240 options of round weights, and refuses too many different sums", () => {
    const options = Array.from({ length: 240 }, (_, i) => `o${i}`);
    const weighted = (weight: (i: number) => number | string) => ({
      ...item,
      options,
      weights: Object.fromEntries(options.map((option, i) => [option, weight(i)])),
    });
    expect(compiled(weighted((i) => (i % 2 ? 0.05 : -0.05))).levels).toHaveLength(21);
    expect(faultsOf(weighted((i) => `1/${1_009 + i}`))).toEqual(["weights too_many_sums"]);
  });

  test("takes 15 options of which no two selections weigh the same", () => {
    const options = Array.from({ length: 15 }, (_, i) => `o${i}`);
    const weights = Object.fromEntries(options.map((option, i) => [option, 2 ** i / 1_000_000]));
    const written = { ...item, options, weights, points: 1 };
    expect(compiled(written).levels).toHaveLength(2 ** 15);
  });

  test("refuses lo above hi, and a key", () => {
    expect(faultsOf({ ...item, weights: {}, lo: 1, hi: "1/2" })).toEqual(["lo lower_above_upper"]);
    expect(faultsOf({ ...item, weights: {}, key: [] })).toEqual(["key unknown_field"]);
  });
});
