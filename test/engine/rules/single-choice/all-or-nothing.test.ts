import { describe, expect, test } from "bun:test";

import { compiled } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D", "E"];

describe("all_or_nothing", () => {
  test("is the rule unless another is named: M for the key, 0 for the others", () => {
    const item = compiled({ type: "single_choice", options: ["A", "B", "C"], key: "B", points: 2 });
    expect(["A", "B", "C"].map(item.evaluate)).toEqual([0, 2_000_000, 0]);
    expect(item).toMatchObject({ levels: [0, 2_000_000], blank: 0, maxPoints: 2_000_000 });
  });

  test("accepts each of several keys", () => {
    const item = compiled({ type: "single_choice", options: OPTIONS, key: ["A", "E"] });
    expect(OPTIONS.map(item.evaluate)).toEqual([1_000_000, 0, 0, 0, 1_000_000]);
  });

  test("with every option accepted has one level", () => {
    const item = compiled({ type: "single_choice", options: ["A", "B"], key: ["A", "B"] });
    expect(item.levels).toEqual([1_000_000]);
  });

  test("throws for what the item cannot produce, instead of a quiet 0", () => {
    const item = compiled({ type: "single_choice", options: ["A", "B"], key: "A" });
    for (const answer of ["a", "", 0, ["A"], "__proto__", "constructor"]) {
      expect(() => item.evaluate(answer)).toThrow(RangeError);
    }
  });
});
