/** Abilities as scores on other scales. */

import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import type { Transform } from "#engine/definition/transform.ts";
import { thetaValues } from "#engine/irt/theta-values.ts";

import { type Fraction, fraction, plus, times } from "../../usecase/explain/fraction.ts";

const line = (fields: object) => ({ type: "linear", a: 500, b: 100, ...fields }) as Transform;
const nothing = { value: null, se: null, reason: null };

function at(transforms: readonly object[], theta: number, se: number | null = null, of = {}) {
  return thetaValues(transforms as Transform[]).valueOf({ theta, se }, JSON.stringify(of));
}

/** Sizes at which doubles have all their digits. */
const Theta = fc
  .double({ min: -10, max: 10, noNaN: true })
  .map((theta) => (Math.abs(theta) < 1e-200 ? 0 : theta));
const Tenth = fc.integer({ min: -9_999, max: 9_999 }).map((tenths) => tenths / 10);

describe("a line", () => {
  test("is exact up to one rounding, of theta as its digits are shown", () => {
    expect(at([line({})], 0.3, 0.1)).toEqual({ value: 530, se: 10, reason: null });
    fc.assert(
      fc.property(Theta, Tenth, Tenth, (theta, a, b) => {
        const exact = plus(digits(a), times(digits(b), digits(theta)));
        expect(at([line({ a, b })], theta).value).toBe(nearest(exact));
      }),
    );
  });

  test("takes the standard error along, by its slope's size", () => {
    expect(at([line({ b: -100 })], 1, 0.25)).toEqual({ value: 400, se: 25, reason: null });
    const chain = [line({}), { type: "z", mean: 500, sd: 50 }, { type: "t", mean: 0, sd: 2 }];
    expect(at(chain, 1, 0.25)).toEqual({ value: 60, se: 2.5, reason: null });
    expect(at([line({})], 1, null).se).toBeNull();
  });

  test("has no standard error where it is clamped", () => {
    const clamped = line({ lower: 200, upper: 800 });
    expect(at([clamped], 3, 0.5)).toEqual({ value: 800, se: 50, reason: null });
    expect(at([clamped], 3.5, 0.5)).toEqual({ value: 800, se: null, reason: null });
    expect(at([clamped], -4, 0.5)).toEqual({ value: 200, se: null, reason: null });
  });

  test("of a greater ability is no less, and no more where it falls", () => {
    fc.assert(
      fc.property(Theta, Theta, Tenth, (one, other, b) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const of = (theta: number) => at([line({ b, lower: -900, upper: 900 })], theta).value ?? 0;
        if (b >= 0) expect(of(low)).toBeLessThanOrEqual(of(high));
        if (b <= 0) expect(of(low)).toBeGreaterThanOrEqual(of(high));
      }),
    );
  });
});

describe("an infinite ability", () => {
  const clamped = line({ lower: 200, upper: 800 });

  test("is at the end of a clamped line, and has no value without an end", () => {
    expect(at([clamped], Infinity)).toEqual({ value: 800, se: null, reason: null });
    expect(at([clamped], -Infinity)).toEqual({ value: 200, se: null, reason: null });
    expect(at([line({ b: -1, lower: 200 })], Infinity)).toEqual({ ...nothing, value: 200 });
    expect(at([line({})], Infinity)).toEqual(nothing);
    expect(at([line({ lower: 200 })], Infinity)).toEqual(nothing);
    expect(at([line({ b: 0 })], -Infinity).value).toBe(500);
  });

  test("is at the end of a table, or no row of it", () => {
    const table = [
      [-1, 5, 0.5],
      [1, 9],
    ];
    const lookup = (between: string) => [{ type: "lookup", table, between }];
    expect(at(lookup("nearest"), -Infinity)).toEqual({ value: 5, se: 0.5, reason: null });
    expect(at(lookup("nearest"), Infinity).value).toBe(9);
    expect(at(lookup("interpolate"), Infinity)).toEqual({ ...nothing, reason: "no_table_row" });
    expect(at([{ type: "percentile_rank", table }], Infinity).value).toBe(100);
    expect(at([{ type: "stanine", table }], -Infinity).value).toBe(1);
  });

  test("is what abilities tend to, through the flattest lines that there are", () => {
    const flat = { type: "linear", a: "-5000000000", b: "0.000000000000000001" };
    const flattest = [flat, flat, flat, { ...flat, lower: -5_000_000_000, upper: 5_000_000_000 }];
    expect(at(flattest, Infinity).value).toBe(5_000_000_000);
    expect(at(flattest, -Infinity).value).toBe(-5_000_000_000);
    expect(at([flat, flat, flat, flat], Infinity)).toEqual(nothing);
  });

  test("is above every finite one", () => {
    fc.assert(
      fc.property(Theta, (theta) => {
        const { value } = at([clamped], theta);
        expect(value).toBeLessThanOrEqual(at([clamped], Infinity).value ?? 0);
        expect(value).toBeGreaterThanOrEqual(at([clamped], -Infinity).value ?? 0);
      }),
    );
  });
});

test("an ability that is missing has no value, and no reason of its own", () => {
  expect(at([line({ lower: 200, upper: 800 })], Number.NaN)).toEqual(nothing);
});

describe("a table", () => {
  const table = [
    [1, 20, 2],
    [-1.5, 5],
    [0.1, 10, 1],
  ];

  test("meets the row that is written as theta is shown", () => {
    expect(at([{ type: "lookup", table, between: "null" }], 0.1)).toEqual({
      value: 10,
      se: 1,
      reason: null,
    });
    expect(at([{ type: "lookup", table, between: "null" }], 0.3 - 0.2)).toEqual({
      ...nothing,
      reason: "no_table_row",
    });
  });

  test("draws lines between its rows, without a standard error off them", () => {
    const lookup = [{ type: "lookup", table, between: "interpolate" }];
    expect(at(lookup, 0.55, 0.3)).toEqual({ value: 15, se: null, reason: null });
    expect(at(lookup, -0.7, 0.3)).toEqual({ value: 7.5, se: null, reason: null });
    expect(at(lookup, 1, 0.3)).toEqual({ value: 20, se: 2, reason: null });
    expect(at(lookup, 1.01, 0.3).reason).toBe("no_table_row");
    expect(at(lookup, -1.51, 0.3).reason).toBe("no_table_row");
  });

  test("finds the row that a look at each of them finds", () => {
    const Rows = fc.uniqueArray(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer()), {
      minLength: 1,
      selector: ([raw]) => raw,
    });
    fc.assert(
      fc.property(Rows, fc.integer({ min: -44, max: 44 }), (rows, quarters) => {
        const theta = quarters / 4;
        const best = rows.toSorted(([a], [b]) => nearness(a, theta) - nearness(b, theta) || a - b);
        const lookup = { type: "lookup", table: rows, between: "nearest" };
        expect(at([lookup], theta).value).toBe(best[0]?.[1] ?? 0);
        const counted = rows.map(([raw], rank) => [raw, rank + 1]);
        const total = counted.reduce((sum, [, n = 0]) => sum + n, 0);
        const below = counted.reduce((sum, [raw = 0, n = 0]) => sum + (raw < theta ? n : 0), 0);
        const equal = counted.reduce((sum, [raw, n = 0]) => sum + (raw === theta ? n : 0), 0);
        const rank = at([{ type: "percentile_rank", table: counted }], theta).value;
        expect(rank).toBe((100 * (2 * below + equal)) / (2 * total));
      }),
    );
  });
});

test("norms go by the attributes of the response", () => {
  const groups = [
    { where: { grade: 4 }, a: 400, b: 50 },
    { where: { grade: { min: 5 } }, a: 500, b: 100 },
  ];
  const transforms = [{ type: "linear", groups }];
  expect(at(transforms, 1, 0.5, { grade: 4 })).toEqual({ value: 450, se: 25, reason: null });
  expect(at(transforms, 1, 0.5, { grade: "6" })).toEqual({ value: 600, se: 50, reason: null });
  for (const theta of [1, Infinity]) {
    expect(at(transforms, theta, 0.5, {})).toEqual({ ...nothing, reason: "no_norm_group" });
  }
});

function nearness(raw: number, theta: number): number {
  return Math.abs(raw - theta);
}

/** Of a double as it is shown, exponents too. */
function digits(value: number): Fraction {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const power = 10n ** BigInt(Math.abs(Number(exponent)));
  const own = fraction(mantissa);
  return Number(exponent) < 0
    ? { top: own.top, bottom: own.bottom * power }
    : { top: own.top * power, bottom: own.bottom };
}

/** A hundred decimals are more than any double between two others needs to be told from them. */
function nearest({ top, bottom }: Fraction): number {
  const sign = top < 0n !== bottom < 0n ? "-" : "";
  const [p, q] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  const decimals = `${(p * 10n ** 400n) / q}`.padStart(401, "0");
  return Number(`${sign}${decimals.slice(0, -400)}.${decimals.slice(-400)}`) + 0;
}
