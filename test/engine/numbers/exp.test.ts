import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { exp } from "#engine/numbers/exp.ts";
import { log } from "#engine/numbers/log.ts";

const ULP = 2 ** -52;

const EXP_BITS = [
  "3d34835bd010a41b",
  "3fd78b56362cef38",
  "3fecf46d99d52b3a",
  "3ff599058c8c1a96",
  "4005bf0a8b14576a",
  "4106834ab893cd16",
  "7f18625c7d4f56c2",
];
const LOG_BITS = [
  "c085963447f87fb5",
  "c0026bb1bbb55515",
  "bf5064670d979b73",
  "3fd9f323ecbf984c",
  "3ff193ea7aad030a",
  "4037069e2aa2aa5b",
];

describe("exp", () => {
  test("is within a unit in the last place of the runtime's own", () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThanOrEqual(2 * ULP);
      }),
      { numRuns: 2_000 },
    );
  });

  test("has the ends of a double", () => {
    expect([0, -0].map(exp)).toEqual([1, 1]);
    expect([710, Infinity].map(exp)).toEqual([Infinity, Infinity]);
    expect([-746, -Infinity].map(exp)).toEqual([0, 0]);
    expect(exp(709.782712893384)).toBeLessThan(Infinity);
    expect(exp(-745.1)).toBe(5e-324);
    expect(exp(Number.NaN)).toBeNaN();
  });

  /** Recorded once: what every runtime must give, bit by bit. */
  test("has the same bits everywhere", () => {
    expect([-30.25, -1, -0.1, 0.3, 1, 12.125, 700.5].map((x) => bitsOf(exp(x)))).toEqual(EXP_BITS);
  });
});

describe("log", () => {
  test("is within a unit in the last place of the runtime's own", () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        const own = Math.log(x);
        expect(Math.abs(log(x) - own)).toBeLessThanOrEqual(2 * ULP * Math.abs(own));
      }),
      { numRuns: 2_000 },
    );
  });

  test("has the ends of a double", () => {
    expect(log(1)).toBe(0);
    expect([0, -0].map(log)).toEqual([-Infinity, -Infinity]);
    expect(log(Infinity)).toBe(Infinity);
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 12);
    expect([-1, Number.NaN].map(log)).toEqual([Number.NaN, Number.NaN]);
  });

  test("has the same bits everywhere", () => {
    expect([1e-300, 0.1, 0.999, 1.5, 3, 1e10].map((x) => bitsOf(log(x)))).toEqual(LOG_BITS);
  });
});

function bitsOf(x: number): string {
  return new BigUint64Array(Float64Array.of(x).buffer)[0]?.toString(16) ?? "";
}
