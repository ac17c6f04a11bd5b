import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D", "E"];

describe("formula_scoring", () => {
  // -M·r/(k - r) in micropoints, rounded by hand.
  test.each([
    [2, ["A"], -1_000_000],
    [3, ["A"], -500_000],
    [4, ["A"], -333_333],
    [5, ["A"], -250_000],
    [4, ["A", "B"], -1_000_000],
    [5, ["A", "B"], -666_667],
    [5, ["A", "B", "C", "D"], -4_000_000],
  ])("with %p options and the key %p deducts %p", (k, key, deduction) => {
    const options = OPTIONS.slice(0, k);
    const item = compiled({ type: "single_choice", rule: "formula_scoring", options, key });
    for (const option of options) {
      expect(item.evaluate(option)).toBe(key.includes(option) ? 1_000_000 : deduction);
    }
    expect(item.levels).toEqual([deduction, 1_000_000]);
  });

  test("leaves an omitted answer at its blank points", () => {
    const item = compiled({
      type: "single_choice",
      rule: "formula_scoring",
      options: OPTIONS,
      key: "A",
    });
    expect(item.blank).toBe(0);
  });

  test("gives a random guesser 0 on average", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(58), (k, more) => {
        const options = Array.from({ length: k }, (_, i) => `o${i}`);
        const key = options.slice(0, 1 + (more % (k - 1)));
        const points = options.length - key.length;
        const rule = "formula_scoring";
        const item = compiled({ type: "single_choice", rule, options, key, points });
        expect(options.map(item.evaluate).reduce((sum, x) => sum + x, 0)).toBe(0);
      }),
    );
  });

  test("needs a wrong option", () => {
    const item = { type: "single_choice", rule: "formula_scoring", options: ["A", "B"] };
    expect(faultsOf({ ...item, key: ["A", "B"] })).toEqual(["key no_wrong_option"]);
  });
});
