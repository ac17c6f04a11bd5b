import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf } from "../given-item.ts";

describe("a rating with labels", () => {
  const values = { never: 0, rarely: 1, "now and then": 1.5, often: "10/3", __proto__x: -1 };

  test("is worth the label's value", () => {
    const item = compiled({ type: "rating", values });
    expect(Object.keys(values).map(item.evaluate)).toEqual([0, 1e6, 1.5e6, 3_333_333, -1e6]);
    expect(item.levels).toEqual([-1e6, 0, 1e6, 1.5e6, 3_333_333]);
    expect(item).toMatchObject({ maxPoints: 3_333_333, blank: 0, rounded: true });
  });

  test("reversed is worth the least and the greatest value less its own", () => {
    const item = compiled({ type: "rating", values, reverse: true });
    expect(Object.keys(values).map(item.evaluate)).toEqual([
      2_333_333, 1_333_333, 833_333, -1e6, 3_333_333,
    ]);
    expect(item.maxPoints).toBe(3_333_333);
  });

  test("reversed twice is itself, and keeps its ends", () => {
    const whole = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(whole, { minLength: 2, maxLength: 8 }), (list) => {
        const table = Object.fromEntries(list.map((value, label) => [`l${label}`, value]));
        const plain = compiled({ type: "rating", values: table });
        const reversed = compiled({ type: "rating", values: table, reverse: true });
        const ends = Math.min(...list) + Math.max(...list);
        for (const [label, value] of Object.entries(table)) {
          expect(plain.evaluate(label)).toBe(value * 1_000_000);
          expect(reversed.evaluate(label)).toBe((ends - value) * 1_000_000);
        }
        expect(reversed.levels.at(-1)).toBe(plain.levels.at(-1));
        expect(reversed.levels[0]).toBe(plain.levels[0]);
      }),
      { numRuns: 100 },
    );
  });

  test("takes digits for a label, not for a number", () => {
    const item = compiled({ type: "rating", values: { 0: 0, 1: 0, 2: 1, 3: 1 }, weight: 2 });
    expect(["0", "1", "2", "3"].map(item.evaluate)).toEqual([0, 0, 2e6, 2e6]);
    for (const answer of [2, "02", "4", ["2"], "toString"]) {
      expect(() => item.evaluate(answer)).toThrow(RangeError);
    }
  });

  test("knows labels that objects know already", () => {
    const odd = JSON.parse('{"__proto__": 1, "constructor": 2}') as object;
    const item = compiled({ type: "rating", values: odd });
    expect(["__proto__", "constructor"].map(item.evaluate)).toEqual([1e6, 2e6]);
  });

  test.each([
    [{ values: {} }, ["values too_few_values"]],
    [{ values: { only: 1 } }, ["values too_few_values"]],
    [{ values: [0, 1] }, ["values wrong_type"]],
    [{ values: { a: 0, b: "x" } }, ["values.b number_invalid"]],
    [{ values: { a: 0, b: 0.1234567 } }, ["values.b too_many_decimals"]],
    [{ values: { "": 0, "a\0": 1 } }, ["values. label_invalid", "values.a\0 label_invalid"]],
    [{ values: { a: 0, b: 1 }, min: 0, max: 1 }, ["min unknown_field", "max unknown_field"]],
    [
      { values: Object.fromEntries(Array.from({ length: 241 }, (_, place) => [`l${place}`, 0])) },
      ["values too_many_values"],
    ],
    [
      { values: Object.fromEntries(Array.from({ length: 1_001 }, (_, place) => [`l${place}`, 0])) },
      ["values too_many_values"],
    ],
  ])("refuses %j", (item, faults) => {
    expect(faultsOf({ type: "rating", ...item })).toEqual(faults);
  });
});
