import { describe, expect, test } from "bun:test";

import { compiled, faultsOf, warningsOf } from "../given-item.ts";

const item = { type: "single_choice", options: ["A", "B", "C", "D"] };

describe("map of a single choice", () => {
  test.each([
    [{ entries: { A: 1, B: 0.5 } }, [1, 0.5, 0, 0]],
    [{ entries: { A: 1, B: 0.5 }, default: -0.25 }, [1, 0.5, -0.25, -0.25]],
    [{ entries: { A: 3, B: 0.5 }, default: -1, lower: -0.5, upper: 2 }, [2, 0.5, -0.5, -0.5]],
    [{ entries: {}, default: 1 }, [1, 1, 1, 1]],
  ])("%j is worth its entry or the default, limited", (map, points) => {
    const { evaluate, levels, maxPoints } = compiled({ ...item, map, blank: 7 });
    const expected = points.map((p) => p * 1_000_000);
    expect(item.options.map(evaluate)).toEqual(expected);
    expect(levels).toEqual([...new Set(expected)].toSorted((a, b) => a - b));
    expect(maxPoints).toBe(Math.max(...expected));
  });

  test("leaves an omitted answer at blank, not at the default", () => {
    expect(compiled({ ...item, map: { entries: {}, default: 1 } }).blank).toBe(0);
  });

  test("throws for what the item cannot produce", () => {
    const { evaluate } = compiled({ ...item, map: { entries: {}, default: 1 } });
    for (const answer of ["E", 1, ["A"]]) expect(() => evaluate(answer)).toThrow(RangeError);
  });

  test("refuses points beside it, and warns of an upper limit out of reach", () => {
    const map = { entries: { A: 1 }, upper: 2 };
    expect(faultsOf({ ...item, map, points: 1 })).toEqual(["points unknown_field"]);
    expect(faultsOf({ ...item, map: { entries: { E: 1 } } })).toEqual([
      "map.entries.E not_an_option",
    ]);
    expect(warningsOf({ ...item, map })).toEqual(["map.upper maximum_unreachable"]);
  });
});
