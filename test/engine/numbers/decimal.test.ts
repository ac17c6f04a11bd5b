import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { decimalOf, parseDecimal, parseQuantity } from "#engine/numbers/decimal.ts";
import { add, rational } from "#engine/numbers/rational.ts";

describe("parseDecimal", () => {
  test.each([
    ["0", rational(0n)],
    ["-0", rational(0n)],
    ["007", rational(7n)],
    ["+1.50", rational(3n, 2n)],
    ["-12.5", rational(-25n, 2n)],
    ["\u22123", rational(-3n)],
    [".5", rational(1n, 2n)],
    ["5.", rational(5n)],
    [" 4\t", rational(4n)],
    ["6.02e23", rational(602n * 10n ** 21n)],
    ["1E-3", rational(1n, 1000n)],
  ])("reads %p exactly", (text, value) => {
    expect(parseDecimal(text)).toEqual(value);
  });

  test.each([
    ["", "."],
    [".", "."],
    ["e5", "."],
    ["1e", "."],
    ["--1", "."],
    ["1 000", "."],
    ["1,000", "."],
    ["1.5", ","],
    ["1_000", "."],
    ["0x10", "."],
    ["٣", "."],
    ["NaN", "."],
    ["Infinity", "."],
    ["-Infinity", "."],
    ["1/3", "."],
    ["1\0", "."],
    ["__proto__", "."],
  ] as const)("takes %p with the mark %p for no number", (text, mark) => {
    expect(parseDecimal(text, mark)).toBeNull();
  });

  test("reads a decimal comma only where it is the mark", () => {
    expect(parseDecimal("3,14", ",")).toEqual(rational(157n, 50n));
    expect(parseDecimal("3,14")).toBeNull();
  });

  test("takes what would fill the memory for no number, at once", () => {
    for (const text of ["1e999999999", "1e1001", "-1e-999999", "9".repeat(1_000_000)]) {
      expect(parseDecimal(text)).toBeNull();
    }
    expect(parseDecimal("1e1000")?.p).toBe(10n ** 1000n);
  });

  test("gives back any scaled integer", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(30), (digits, places) => {
        expect(parseDecimal(`${digits}e-${places}`)).toEqual(
          rational(digits, 10n ** BigInt(places)),
        );
      }),
    );
  });
});

describe("decimalOf", () => {
  test("is the double's shortest digits, so 0.7 + 0.1 is 0.8", () => {
    expect(add(decimalOf(0.7), decimalOf(0.1))).toEqual(decimalOf(0.8));
    expect(decimalOf(1e21)).toEqual(rational(10n ** 21n));
    expect(decimalOf(-0)).toEqual(rational(0n));
    expect(decimalOf(5e-324)).toEqual(rational(5n, 10n ** 324n));
  });

  test("round-trips every double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(decimalOf(value)).toEqual(parseDecimal(String(value)) ?? rational(-1n));
      }),
    );
  });

  test("throws for what is no number", () => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      expect(() => decimalOf(value)).toThrow(RangeError);
    }
  });
});

describe("parseQuantity", () => {
  test("reads numbers, decimal text and fractions", () => {
    expect(parseQuantity(0.25)).toEqual(rational(1n, 4n));
    expect(parseQuantity("0.25")).toEqual(rational(1n, 4n));
    expect(parseQuantity("-1/3")).toEqual(rational(-1n, 3n));
    expect(parseQuantity("2/6")).toEqual(rational(1n, 3n));
  });

  test.each(["1/0", "1/-3", "0.5/2", "1/", "/3", " 1", "1 ", "1 /3", "NaN", "", "1/3/5"])(
    "refuses %p",
    (text) => {
      expect(parseQuantity(text)).toBeNull();
    },
  );

  test("refuses NaN and the infinities", () => {
    expect([Number.NaN, Infinity, -Infinity].map(parseQuantity)).toEqual([null, null, null]);
  });
});
