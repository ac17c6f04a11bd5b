import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf, warningsOf } from "./given-item.ts";

const choice = {
  type: "single_choice",
  options: ["A", "B", "C", "D"],
  optionPoints: { A: 2, B: 0, C: -1, D: 0.5 },
};

function earned(extra: object): number[] {
  return ["A", "B", "C", "D"].map(compiled({ ...choice, ...extra }).evaluate);
}

describe("the order of operations", () => {
  test("deducts the penalty only where the formula gave 0 or less", () => {
    expect(earned({ penalty: 0.25 })).toEqual([2_000_000, -250_000, -1_250_000, 500_000]);
  });

  test("clamps after the penalty", () => {
    expect(earned({ penalty: 0.25, min: -1, max: 1 })).toEqual([
      1_000_000, -250_000, -1_000_000, 500_000,
    ]);
  });

  test("raises an attempt to minIfAttempted after clamping, and an omitted answer not", () => {
    const limits = { penalty: 0.25, max: 1, minIfAttempted: 0.1, blank: -0.5 };
    expect(earned(limits)).toEqual([1_000_000, 100_000, 100_000, 500_000]);
    expect(compiled({ ...choice, ...limits }).blank).toBe(-500_000);
  });

  test("weighs last, and then rounds once", () => {
    expect(earned({ weight: "1/3" })).toEqual([666_667, 0, -333_333, 166_667]);
    expect(earned({ weight: "1/3", max: 1 })).toEqual([333_333, 0, -333_333, 166_667]);
    const thirdOfThird = { ...choice, optionPoints: { A: "2/3" }, weight: "3/2" };
    expect(compiled(thirdOfThird)).toMatchObject({ maxPoints: 1_000_000, rounded: false });
  });

  test("takes the weight 0 for 0, not for 1", () => {
    expect(earned({ weight: 0 })).toEqual([0, 0, 0, 0]);
    expect(compiled({ ...choice, weight: 0 })).toMatchObject({ maxPoints: 0, levels: [0] });
  });

  test("keeps 0 points apart from blank", () => {
    const item = compiled({ ...choice, blank: -2 });
    expect(item.evaluate("B")).toBe(0);
    expect(item.blank).toBe(-2_000_000);
    expect(item.levels).not.toContain(-2_000_000);
  });

  test("clamps and weighs blank points, without penalty", () => {
    expect(compiled({ ...choice, blank: -2, min: -1, weight: 2, penalty: 1 }).blank).toBe(
      -2_000_000,
    );
  });

  test("reports a blank that had to be rounded", () => {
    const item = { type: "single_choice", options: ["A", "B"], key: "A" };
    expect(compiled({ ...item, blank: "1/3" }).rounded).toBe(true);
    expect(compiled({ ...item, blank: "1/4" }).rounded).toBe(false);
  });

  test("does not take a rating's range for limits of its points", () => {
    const rating = { type: "rating", min: 2, max: 4, weight: 3 };
    expect(compiled(rating)).toMatchObject({
      blank: 0,
      levels: [6_000_000, 9_000_000, 12_000_000],
    });
  });

  test("keeps every level and the maximum between min and max", () => {
    const points = fc.integer({ min: -4_000, max: 4_000 }).map((x) => x / 1_000);
    const table = fc.record({ A: points, B: points, C: points, D: points });
    fc.assert(
      fc.property(table, points, points, fc.nat(9), (optionPoints, a, b, weight) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const item = compiled({ ...choice, optionPoints, min, max, weight });
        for (const level of [...item.levels, item.maxPoints]) {
          expect(level).toBeGreaterThanOrEqual(Math.round(min * 1_000_000) * weight);
          expect(level).toBeLessThanOrEqual(Math.round(max * 1_000_000) * weight);
        }
        expect(item.levels.at(-1)).toBe(item.maxPoints);
        expect(item.levels).toEqual(
          [...new Set(["A", "B", "C", "D"].map(item.evaluate))].toSorted((x, y) => x - y),
        );
      }),
    );
  });

  test("refuses min above max, and points beyond the limits after weighing", () => {
    expect(faultsOf({ ...choice, min: 1, max: 0 })).toEqual(["min lower_above_upper"]);
    expect(faultsOf({ ...choice, weight: 1_000_000 })).toEqual(["weight points_out_of_range"]);
    expect(faultsOf({ ...choice, weight: -1 })).toEqual(["weight negative"]);
  });

  test("warns of a maximum that no answer earns, and of a blank that earns more", () => {
    const item = { type: "multiple_choice", options: ["A", "B"], rule: "option_weights" };
    expect(warningsOf({ ...item, weights: { A: 0.5 } })).toEqual(["points maximum_unreachable"]);
    expect(warningsOf({ ...choice, blank: 3 })).toEqual(["blank blank_above_maximum"]);
    expect(warningsOf(choice)).toEqual([]);
  });
});
