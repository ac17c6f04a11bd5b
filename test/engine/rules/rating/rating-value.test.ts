import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf } from "../given-item.ts";

describe("a rating", () => {
  test("is worth its value", () => {
    const item = compiled({ type: "rating", min: -1, max: 2 });
    expect([-1, 0, 1, 2].map(item.evaluate)).toEqual([-1_000_000, 0, 1_000_000, 2_000_000]);
    expect(item.maxPoints).toBe(2_000_000);
  });

  test("reversed is worth min + max - x, and keeps its levels", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 99 }),
        (min, span) => {
          const range = { type: "rating", min, max: min + span };
          const reversed = compiled({ ...range, reverse: true });
          for (let x = min; x <= min + span; x++) {
            expect(reversed.evaluate(x)).toBe((min + min + span - x) * 1_000_000);
          }
          expect(reversed.levels).toEqual(compiled(range).levels);
          expect(reversed.levels).toHaveLength(span + 1);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("is not reversed when left out", () => {
    expect(compiled({ type: "rating", min: 1, max: 5, reverse: true }).blank).toBe(0);
  });

  test("throws outside its range and between its steps", () => {
    const item = compiled({ type: "rating", min: 1, max: 5 });
    for (const answer of [0, 6, 2.5, Number.NaN, "3", ["3"]]) {
      expect(() => item.evaluate(answer)).toThrow(RangeError);
    }
  });

  test.each([
    [{ min: 3, max: 3 }, "min lower_above_upper"],
    [{ min: 0, max: 1_000 }, "max too_many_values"],
    [{ min: 0.5, max: 3 }, "min not_whole"],
    [{ min: 0 }, "max missing_field"],
    [{ min: 0, max: 3, points: 1 }, "points unknown_field"],
    [{ min: 0, max: Infinity }, "max not_whole"],
  ])("refuses %j", (item, fault) => {
    expect(faultsOf({ type: "rating", ...item })).toEqual([fault]);
  });
});
