import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf, warningsOf } from "../given-item.ts";

const RIGHT = 1_000_000;

function isRight(item: object, answer: string | number): boolean {
  return compiled({ type: "number", ...item }).evaluate(answer) === RIGHT;
}

describe("a number item", () => {
  test("takes 0.8 for 0.7 + 0.1, which doubles refuse", () => {
    expect(0.7 + 0.1 === 0.8).toBe(false);
    expect(isRight({ key: 0.7, tolerance: { absolute: 0.1 } }, 0.8)).toBe(true);
    expect(isRight({ key: 0.7, tolerance: { absolute: 0.1 } }, "0.8")).toBe(true);
    expect(isRight({ key: 0.7, tolerance: { absolute: 0.1 } }, "0.80000000000000000001")).toBe(
      false,
    );
  });

  test.each(["3.14", "3.140", "+3.14", "314e-2", " 3.14 "])("takes %p for 3.14", (answer) => {
    expect(isRight({ key: 3.14 }, answer)).toBe(true);
  });

  test("tells 17 digits apart", () => {
    expect(isRight({ key: "0.30000000000000001" }, "0.3")).toBe(false);
    expect(isRight({ key: "6.62607015e-34" }, 6.62607015e-34)).toBe(true);
    expect(isRight({ key: "1/3" }, "0.333333333333333")).toBe(false);
  });

  test("has inclusive bounds, unless they are taken out", () => {
    const item = { key: 10, tolerance: { absolute: [1, 2] } };
    const answers = ["8.999999", "9", "10", "12", "12.000001"];
    const taken = (inclusive: boolean[]) =>
      answers.filter((a) => isRight({ ...item, inclusive }, a));
    expect(answers.filter((answer) => isRight(item, answer))).toEqual(["9", "10", "12"]);
    expect(taken([false, true])).toEqual(["10", "12"]);
    expect(taken([true, false])).toEqual(["9", "10"]);
    expect(taken([false, false])).toEqual(["10"]);
  });

  test("takes a relative tolerance as a percentage of the key's size", () => {
    const item = { key: -200, tolerance: { relative: 2.5 } };
    const answers = ["-205.01", "-205", "-195", "-194.99"];
    expect(answers.filter((answer) => isRight(item, answer))).toEqual(["-205", "-195"]);
  });

  test("reads the decimal mark that it names, and never guesses", () => {
    const item = { type: "number", key: 1.5, decimal: ",", onInvalid: "wrong" };
    expect(compiled(item).evaluate("1,5")).toBe(RIGHT);
    expect(compiled(item).evaluate("1.5")).toBe(0);
    expect(compiled(item).evaluate(1.5)).toBe(RIGHT);
  });

  test("refuses what is no number, or takes it for wrong, as it says", () => {
    for (const answer of ["NaN", "Infinity", "abc", "", "1e999999999", "1\0"]) {
      expect(() => compiled({ type: "number", key: 1 }).evaluate(answer)).toThrow(RangeError);
      expect(compiled({ type: "number", key: 1, onInvalid: "wrong" }).evaluate(answer)).toBe(0);
    }
    expect(() =>
      compiled({ type: "number", key: 1, onInvalid: "wrong" }).evaluate(["1"]),
    ).toThrow();
  });

  test("agrees with integers scaled by hand", () => {
    const thousandth = fc.integer({ min: -5_000, max: 5_000 });
    fc.assert(
      fc.property(thousandth, fc.nat(500), thousandth, (key, tolerance, answer) => {
        const item = { key: `${key}e-3`, tolerance: { absolute: `${tolerance}e-3` } };
        expect(isRight(item, `${answer}e-3`)).toBe(Math.abs(answer - key) <= tolerance);
        expect(isRight(item, answer / 1_000)).toBe(Math.abs(answer - key) <= tolerance);
      }),
    );
  });

  test("is worth the most that a key near enough is worth", () => {
    const key = [
      { answer: 9.81, points: 1, tolerance: { absolute: 0.01 } },
      { answer: 9.81, points: 0.5, tolerance: { relative: 5 } },
      { answer: 98.1, points: "1/4", significantFigures: 3 },
      -9.81,
    ];
    const item = compiled({ type: "number", key, points: 2 });
    const points = {
      "9.81": 1_000_000,
      "9.80": 1_000_000,
      "9.79": 500_000,
      "9.3195": 500_000,
      "9.3194": 0,
      "98.149": 250_000,
      "98.15": 0,
      "-9.81": 2_000_000,
      "-9.8": 0,
    };
    expect(Object.keys(points).map(item.evaluate)).toEqual(Object.values(points));
    expect(item.levels).toEqual([0, 250_000, 500_000, 1_000_000, 2_000_000]);
    expect(item.maxPoints).toBe(2_000_000);
  });

  test("lets a key say itself how close is close enough", () => {
    const item = compiled({
      type: "number",
      key: [1, { answer: 5, decimalPlaces: 0 }, { answer: 9, inclusive: [false, true] }],
      tolerance: { absolute: 0.5 },
    });
    const answers = ["0.5", "1.5", "4.4", "4.5", "5.49", "5.5", "8.5", "8.6", "9.5"];
    expect(answers.filter((answer) => item.evaluate(answer) > 0)).toEqual([
      "0.5",
      "1.5",
      "4.5",
      "5.49",
      "8.6",
      "9.5",
    ]);
  });

  test("does not take a key below 0 points for no key at all", () => {
    const item = compiled({ type: "number", key: [{ answer: 1, points: -1 }, 2] });
    expect([1, 2, 3].map(item.evaluate)).toEqual([-1_000_000, 1_000_000, 0]);
  });

  test("warns of a key that accepts what another does, however it is written", () => {
    const repeated = [
      { answer: 1, tolerance: { absolute: 1 }, points: 1 },
      { answer: "2", tolerance: { relative: 50 } },
      { answer: "2/2", tolerance: { absolute: [1, "1.0"] } },
    ];
    expect(warningsOf({ type: "number", key: repeated })).toEqual(["key.2 answer_repeated"]);
  });

  test("has the levels 0 and M", () => {
    const item = compiled({ type: "number", key: 1, points: "2/3" });
    expect(item).toMatchObject({ levels: [0, 666_667], maxPoints: 666_667, rounded: true });
  });

  test.each([
    [{ key: 0, tolerance: { relative: 5 } }, "tolerance.relative relative_to_zero"],
    [{ key: 1, tolerance: {} }, "tolerance tolerance_ambiguous"],
    [{ key: 1, tolerance: { absolute: 1, relative: 1 } }, "tolerance tolerance_ambiguous"],
    [{ key: 1, tolerance: { absolute: -1 } }, "tolerance.absolute negative"],
    [{ key: 1, tolerance: { absolute: [1, "x"] } }, "tolerance.absolute.1 number_invalid"],
    [{ key: 1, inclusive: [true, false] }, "inclusive interval_empty"],
    [{ key: 0, significantFigures: 2 }, "significantFigures figures_of_zero"],
    [{ key: 1, decimalPlaces: 1, significantFigures: 2 }, "significantFigures tolerance_ambiguous"],
    [{ key: 1, decimalPlaces: 1, tolerance: { absolute: 1 } }, "decimalPlaces tolerance_ambiguous"],
    [{ key: 1, decimalPlaces: 1.5 }, "decimalPlaces not_whole"],
    [{ key: 1, decimalPlaces: -1 }, "decimalPlaces digits_out_of_range"],
    [{ key: 1, significantFigures: 0 }, "significantFigures digits_out_of_range"],
    [{ key: 1, significantFigures: 101 }, "significantFigures digits_out_of_range"],
    [{ key: 1, decimalPlaces: 1, inclusive: [true, false] }, "inclusive inclusive_of_rounding"],
    [{ key: "NaN" }, "key number_invalid"],
    [{ key: [] }, "key key_empty"],
    [{ key: [1, "x"] }, "key.1 number_invalid"],
    [{ key: [{ points: 1 }] }, "key.0.answer missing_field"],
    [{ key: [1, { answer: 1, colour: "red" }] }, "key.1.colour unknown_field"],
    [{ key: [0, 2, 0], tolerance: { relative: 5 } }, "tolerance.relative relative_to_zero"],
    [
      { key: [{ answer: 0, tolerance: { relative: 5 } }] },
      "key.0.tolerance.relative relative_to_zero",
    ],
    [{ key: [{ answer: 0, significantFigures: 1 }] }, "key.0.significantFigures figures_of_zero"],
    [{ key: [{ answer: 1, inclusive: [false, true] }] }, "key.0.inclusive interval_empty"],
    [
      { key: [1, { answer: 1, tolerance: { absolute: 1 }, decimalPlaces: 1 }] },
      "key.1.decimalPlaces tolerance_ambiguous",
    ],
    [{ key: Infinity }, "key number_invalid"],
    [{ key: "1e999999999" }, "key number_invalid"],
    [{}, "key missing_field"],
  ])("refuses %j", (item, fault) => {
    expect(faultsOf({ type: "number", ...item })).toEqual([fault]);
  });
});
