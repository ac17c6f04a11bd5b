import { describe, expect, test } from "bun:test";

import { compiled, faultsOf, subsets, warningsOf } from "../given-item.ts";

const OPTIONS = ["A", "B", "C", "D"];
const item = { type: "multiple_choice", options: OPTIONS };

describe("map of a multiple choice", () => {
  // Quarters of a point: A 4, C 2, B and D the default.
  const entries = { A: 1, C: "1/2" };
  test.each([
    [{ entries }, 0, -Infinity, Infinity],
    [{ entries, default: -0.25 }, -1, -Infinity, Infinity],
    [{ entries, default: "-1/4", lower: 0, upper: 1.25 }, -1, 0, 5],
    [{ entries, default: 0.75, lower: 1 }, 3, 4, Infinity],
  ])("%j is the limited sum of every selection", (map, other, lower, upper) => {
    const worth: Record<string, number> = { A: 4, B: other, C: 2, D: other };
    const { evaluate, levels, maxPoints } = compiled({ ...item, map });
    const earned = subsets(OPTIONS).map((selected) => {
      const sum = selected.reduce((total, option) => total + (worth[option] ?? 0), 0);
      const expected = Math.min(upper, Math.max(lower, sum)) * 250_000;
      expect(evaluate(selected)).toBe(expected);
      expect(evaluate([...selected, ...selected])).toBe(expected);
      return expected;
    });
    expect(levels).toEqual([...new Set(earned)].toSorted((a, b) => a - b));
    expect(maxPoints).toBe(Math.max(...earned));
  });

  test("leaves an omitted answer at blank, not at the default", () => {
    const map = { entries, default: 3 };
    const omitted = compiled({ ...item, map, emptyMeans: "omitted", blank: -1 });
    expect([omitted.blank, omitted.evaluate([])]).toEqual([-1_000_000, -1_000_000]);
    expect(compiled({ ...item, map }).evaluate([])).toBe(0);
  });

  test("is worth its points for options named like parts of every object", () => {
    const options = ["constructor", "__proto__", "prototype"];
    const map: unknown = JSON.parse(
      '{"entries": {"constructor": 1, "__proto__": 2}, "default": 4}',
    );
    const { evaluate } = compiled({ type: "multiple_choice", options, map });
    expect(options.map((option) => evaluate([option]))).toEqual([1e6, 2e6, 4e6]);
  });

  test.each([
    [{ map: { entries }, points: 2 }, "points unknown_field"],
    [{ map: { entries }, key: ["A"] }, "key unknown_field"],
    [{ map: { entries: { Z: 1 } } }, "map.entries.Z not_an_option"],
    [{ map: { entries: { A: "x" } } }, "map.entries.A number_invalid"],
    [{ map: { entries: [1] } }, "map.entries wrong_type"],
    [{ map: { entries, upper: 1, lower: 2 } }, "map.lower lower_above_upper"],
    [{ map: { entries, least: 1 } }, "map.least unknown_field"],
    [{ map: {} }, "map.entries missing_field"],
    [{ rule: "map" }, "map missing_field"],
  ])("refuses %j", (fields, fault) => {
    expect(faultsOf({ ...item, ...fields })).toEqual([fault]);
  });

  test("refuses tables of too many different sums, and tables of too many entries", () => {
    const options = Array.from({ length: 240 }, (_, i) => `o${i}`);
    const weighed = Object.fromEntries(options.map((option, i) => [option, `1/${1_009 + i}`]));
    const many = { type: "multiple_choice", options, map: { entries: weighed } };
    expect(faultsOf(many)).toEqual(["map.entries too_many_sums"]);
    const each = { type: "multiple_choice", options, map: { entries: {}, default: -0.25 } };
    expect(compiled(each).levels).toHaveLength(241);
    const large = Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`o${i}`, 1]));
    expect(faultsOf({ ...item, map: { entries: large } })).toEqual([
      "map.entries too_many_entries",
    ]);
  });

  test("warns of an upper limit that no selection reaches", () => {
    expect(warningsOf({ ...item, map: { entries, upper: 1.5 } })).toEqual([]);
    expect(warningsOf({ ...item, map: { entries, upper: 2 } })).toEqual([
      "map.upper maximum_unreachable",
    ]);
  });
});
