import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { chiSquareUpper } from "#engine/statistics/distributions/chi-square.ts";
import { fQuantile } from "#engine/statistics/distributions/f-quantile.ts";
import { incompleteBeta } from "#engine/statistics/distributions/incomplete-beta.ts";
import { normalCdf } from "#engine/statistics/distributions/normal-cdf.ts";

import reference from "../../../reference/distributions.json";

/** Relative, so that the smallest tails are held to their digits too. */
function expectNear(value: number, expected: number, tolerance = 1e-13): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

const positive = (max: number) => fc.double({ min: 0.01, max, noNaN: true });
const degrees = fc.double({ min: 1, max: 5_000, noNaN: true });
const chance = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe("the normal distribution function", () => {
  test.each(reference.normal)("of %d is %d", (z = Number.NaN, p = Number.NaN) => {
    expectNear(normalCdf(z), p, 1e-15);
  });

  test("never falls, and mirrors itself", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (z, step) => {
          expect(normalCdf(z + step)).toBeGreaterThanOrEqual(normalCdf(z) * (1 - 1e-15));
          expect(Math.abs(normalCdf(z) + normalCdf(-z) - 1)).toBeLessThanOrEqual(2 ** -53);
        },
      ),
    );
  });

  test("is 0 and 1 at the ends, NaN of nothing", () => {
    const ends = [Number.NEGATIVE_INFINITY, -40, 40, Number.POSITIVE_INFINITY, Number.NaN];
    expect(ends.map(normalCdf)).toEqual([0, 0, 1, 1, Number.NaN]);
  });
});

describe("the upper tail of chi-square", () => {
  test.each(reference.chiSquareUpper)("at %d with %d df is %d", (x = -1, df = -1, p = -1) => {
    expectNear(chiSquareUpper(x, df), p);
  });

  test("is that of a square of a normal variable with 1 df, of a sum of two with 2 df", () => {
    fc.assert(
      fc.property(positive(200), (x) => {
        expectNear(chiSquareUpper(x, 1), 2 * normalCdf(-Math.sqrt(x)));
        expectNear(chiSquareUpper(x, 2), Math.exp(-x / 2));
      }),
    );
  });

  test("is 1 at 0 and 0 at the end, and refuses what is outside", () => {
    expect(chiSquareUpper(0, 3)).toBe(1);
    expect(chiSquareUpper(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(chiSquareUpper(1e9, 3)).toBe(0);
    expect(chiSquareUpper(1e-9, 1e9)).toBe(1);
    for (const [x, df] of [
      [-1, 1],
      [Number.NaN, 1],
      [1, 0],
      [1, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(() => chiSquareUpper(x, df)).toThrow(RangeError);
    }
  });
});

describe("the incomplete beta function", () => {
  test.each(reference.incompleteBeta)(
    "of x = %d with a = %d, b = %d is %d and %d",
    (x = -1, a = -1, b = -1, lower = -1, upper = -1) => {
      const tails = incompleteBeta(x, 1 - x, a, b);
      expectNear(tails.lower, lower);
      expectNear(tails.upper, upper);
    },
  );

  test("mirrors itself, and is x^a where b = 1", () => {
    fc.assert(
      fc.property(chance, positive(1_000), positive(1_000), (x, a, b) => {
        const { lower, upper } = incompleteBeta(x, 1 - x, a, b);
        const mirrored = incompleteBeta(1 - x, x, b, a);
        expectNear(mirrored.upper, lower, 1e-12);
        expectNear(mirrored.lower, upper, 1e-12);
        expect(Math.abs(lower + upper - 1)).toBeLessThanOrEqual(2 ** -53);
        // Where x^a leaves the doubles the exponent alone loses digits.
        if (x ** a > 1e-280) expectNear(incompleteBeta(x, 1 - x, a, 1).lower, x ** a, 1e-11);
      }),
    );
  });

  test("is the sum of binomial chances where a and b are whole", () => {
    // P(X >= 3) of 5 with p = .3: 10 (.3)³(.7)² + 5 (.3)⁴ (.7) + (.3)⁵.
    expectNear(
      incompleteBeta(0.3, 0.7, 3, 3).lower,
      10 * 0.027 * 0.49 + 5 * 0.0081 * 0.7 + 0.00243,
    );
  });

  test("is 0 and 1 at the ends, and refuses what is outside", () => {
    expect(incompleteBeta(0, 1, 2, 3)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteBeta(1, 0, 2, 3)).toEqual({ lower: 1, upper: 0 });
    expect(incompleteBeta(1e-300, 1, 2_000, 3)).toEqual({ lower: 0, upper: 1 });
    for (const [x, y, a, b] of [
      [-0.1, 1.1, 1, 1],
      [1.1, -0.1, 1, 1],
      [Number.NaN, 0.5, 1, 1],
      [0.5, 0.5, 0, 1],
      [0.5, 0.5, 1, Number.NaN],
      [0.5, 0.5, Number.POSITIVE_INFINITY, 1],
    ] as const) {
      expect(() => incompleteBeta(x, y, a, b)).toThrow(RangeError);
    }
  });
});

describe("the quantile of F", () => {
  test.each(reference.fQuantile)(
    "at %d with %d and %d df is %d",
    (p = -1, a = -1, b = -1, f = -1) => {
      expectNear(fQuantile(p, a, b), f);
    },
  );

  test("undoes the distribution function, and mirrors itself", () => {
    fc.assert(
      fc.property(chance, degrees, degrees, (p, df1, df2) => {
        const f = fQuantile(p, df1, df2);
        const odds = (df1 / df2) * f;
        const { lower } = incompleteBeta(odds / (1 + odds), 1 / (1 + odds), df1 / 2, df2 / 2);
        expect(Math.abs(lower - p)).toBeLessThan(1e-10);
        expectNear(fQuantile(1 - p, df2, df1), 1 / f, 1e-8);
      }),
    );
  });

  test("stays in the doubles where F does not", () => {
    expect(Math.log(fQuantile(1e-9, 0.01, 1))).toBeCloseTo(-600, 9);
    expect(Math.log(fQuantile(1 - 1e-9, 1, 0.01))).toBeCloseTo(600, 9);
  });

  test("of a million responses by 3,000 items lies by 1", () => {
    const [low, high] = [
      fQuantile(0.025, 999_999, 2_998_997_001),
      fQuantile(0.975, 999_999, 2_998_997_001),
    ];
    expect(low).toBeWithin(0.997, 1);
    expect(high).toBeWithin(1, 1.003);
  });

  test.each([
    [0, 1, 1],
    [1, 1, 1],
    [Number.NaN, 1, 1],
    [0.5, 0, 1],
    [0.5, 1, -1],
    [0.5, 1, Number.POSITIVE_INFINITY],
  ])("refuses p = %d with %d and %d df", (p, df1, df2) => {
    expect(() => fQuantile(p, df1, df2)).toThrow(RangeError);
  });
});
