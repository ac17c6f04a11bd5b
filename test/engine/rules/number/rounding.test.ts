/**
 * Rounding is done here on strings of digits, as on paper, and only compared
 * with what the intervals of the rule say.
 *
 * @module
 */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled } from "../given-item.ts";

describe("significant figures", () => {
  test.each([
    ["3.175", "3.183", 3, true],
    ["3.175", "3.1749", 3, false],
    ["3.183", "3.175", 3, true],
    ["3.183", "3.1749", 3, false],
    ["9.996", "10.04", 3, true],
    ["9.996", "9.995", 3, true],
    ["9.996", "9.9949", 3, false],
    ["10.04", "10.05", 3, false],
    ["10", "9.5", 1, true],
    ["10", "9.4999", 1, false],
    ["10", "14.999", 1, true],
    ["10", "15", 1, false],
    ["-10", "-9.5", 1, true],
    ["-10", "-15", 1, false],
    ["-3.175", "-3.183", 3, true],
    ["-3.175", "3.175", 3, false],
    ["6.02214076e23", "6.022e23", 4, true],
    ["6.02214076e23", "6.0226e23", 4, false],
    ["1/3", "0.3333", 4, true],
    ["1/3", "0.33325", 4, true],
    ["1/3", "0.333249", 4, false],
    ["1", "0", 1, false],
    ["0.05", "0.0549", 1, true],
  ])("of the key %s and the answer %s at %d: %p", (key, answer, figures, equal) => {
    expect(isRight({ key, significantFigures: figures }, answer)).toBe(equal);
  });

  test("are equal after rounding both by hand", () => {
    fc.assert(
      fc.property(
        aNumber().filter(({ digits }) => /[1-9]/.test(digits)),
        aNumber(),
        fc.integer({ min: 1, max: 6 }),
        (key, answer, figures) => {
          const equal = toFigures(key, figures) === toFigures(answer, figures);
          const item = { key: written(key), significantFigures: figures };
          expect(isRight(item, written(answer))).toBe(equal);
          expect(isRight(item, written(key))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("decimal places", () => {
  test.each([
    ["2.5", "2.45", 1, true],
    ["2.5", "2.5499", 1, true],
    ["2.5", "2.55", 1, false],
    ["2.5", "2.4499", 1, false],
    ["2.55", "2.6", 1, true],
    ["-2.55", "-2.6", 1, true],
    ["-2.5", "-2.45", 1, true],
    ["0", "0.049", 1, true],
    ["0", "-0.049", 1, true],
    ["0", "0.05", 1, false],
    ["0", "-0.05", 1, false],
    ["0.04", "-0.04", 1, true],
    ["1000", "1000.4", 0, true],
    ["2/3", "0.67", 2, true],
  ])("of the key %s and the answer %s at %d: %p", (key, answer, places, equal) => {
    expect(isRight({ key, decimalPlaces: places }, answer)).toBe(equal);
  });

  test("are equal after rounding both by hand", () => {
    fc.assert(
      fc.property(aNumber(), aNumber(), fc.integer({ min: 0, max: 5 }), (key, answer, places) => {
        const equal = toPlaces(key, places) === toPlaces(answer, places);
        const item = { key: written(key), decimalPlaces: places };
        expect(isRight(item, written(answer))).toBe(equal);
        expect(isRight(item, written(key))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

function isRight(item: object, answer: string): boolean {
  return compiled({ type: "number", ...item }).evaluate(answer) === 1_000_000;
}

/** ±0.digits × 10^exponent. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Few distinct digits, many of them at the half: near misses are common. */
function aNumber(): fc.Arbitrary<Decimal> {
  return fc.record({
    negative: fc.boolean(),
    digits: fc
      .array(fc.constantFrom("0", "1", "4", "5", "9"), { minLength: 1, maxLength: 7 })
      .map((digits) => digits.join("")),
    exponent: fc.integer({ min: -1, max: 2 }),
  });
}

function written({ negative, digits, exponent }: Decimal): string {
  return `${negative ? "-" : ""}0.${digits}e${exponent}`;
}

/** Sign, digits without zeros around them, and exponent of the last digit. */
function toFigures({ negative, digits, exponent }: Decimal, figures: number): string {
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  const bare = digits.slice(leading);
  return rounded({ negative, digits: bare, exponent: exponent - leading }, figures);
}

function toPlaces({ negative, digits, exponent }: Decimal, places: number): string {
  const kept = exponent + places;
  const padded = "0".repeat(Math.max(0, -kept)) + digits;
  return rounded(
    { negative, digits: padded, exponent: exponent + Math.max(0, -kept) },
    Math.max(0, kept),
  );
}

/** Keeps so many digits; the next one decides. */
function rounded({ negative, digits, exponent }: Decimal, kept: number): string {
  const head = digits.slice(0, kept).padEnd(kept, "0");
  const goesUp = Number(digits[kept] ?? "0") >= 5;
  const value = Number(head === "" ? "0" : head) + (goesUp ? 1 : 0);
  if (value === 0) return "0";
  const text = String(value);
  const bare = text.replace(/0+$/, "");
  const place = exponent - kept + (text.length - bare.length);
  return `${negative ? "-" : "+"}${bare}e${place}`;
}
