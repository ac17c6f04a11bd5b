import { describe, expect, test } from "bun:test";

import { compiled, faultsOf } from "../given-item.ts";

describe("option_points", () => {
  const item = {
    type: "single_choice",
    options: ["A", "B", "C", "D"],
    optionPoints: { A: 1, B: 0.5, D: "-1/4" },
  };

  test("is the rule where optionPoints are given; an option left out is worth 0", () => {
    const { evaluate, levels, maxPoints } = compiled(item);
    expect(item.options.map(evaluate)).toEqual([1_000_000, 500_000, 0, -250_000]);
    expect(levels).toEqual([-250_000, 0, 500_000, 1_000_000]);
    expect(maxPoints).toBe(1_000_000);
  });

  test("has the largest option as its maximum, also below 0", () => {
    const optionPoints = { A: -3, B: -1, C: -2, D: -2 };
    expect(compiled({ ...item, optionPoints }).maxPoints).toBe(-1_000_000);
  });

  test("refuses points and key beside the table, and names that are no option", () => {
    expect(faultsOf({ ...item, points: 2, key: "A" })).toEqual([
      "points unknown_field",
      "key unknown_field",
    ]);
    expect(faultsOf({ ...item, optionPoints: { Z: 1 } })).toEqual(["optionPoints.Z not_an_option"]);
  });

  test("is worth its points also for options named like parts of every object", () => {
    const options = ["constructor", "__proto__", "prototype"];
    const optionPoints: unknown = JSON.parse('{"constructor": 1, "__proto__": 2, "prototype": 3}');
    const { evaluate } = compiled({ type: "single_choice", options, optionPoints });
    expect(options.map(evaluate)).toEqual([1_000_000, 2_000_000, 3_000_000]);
  });
});
