import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { addToMoments, emptyMoments, mergeMoments } from "#engine/statistics/moments.ts";
import { quantile } from "#engine/statistics/quantile.ts";
import { ranksOfQuantile } from "#engine/statistics/order-statistics.ts";
import { quotient } from "#engine/statistics/quotient.ts";
import { meanOf, sdOf } from "#engine/statistics/mean-and-sd.ts";
import { seededRandom } from "../../support/mixed-form.ts";

const whole = (limit: number) => fc.integer({ min: -limit, max: limit });

describe("moments", () => {
  test.each([100, 2 ** 17, 2 ** 30, 2 ** 51])(
    "are those of BigInt for values up to %d",
    (limit) => {
      fc.assert(
        fc.property(
          fc.array(fc.oneof(whole(limit), fc.constant(Number.NaN)), { maxLength: 50 }),
          (values) => {
            const moments = emptyMoments();
            addToMoments(moments, Float64Array.from(values));
            const present = values.filter((value) => !Number.isNaN(value));
            expect(moments.n).toBe(present.length);
            expect(moments.sum).toBe(sumOf(present, (x) => x));
            expect(moments.squares).toBe(sumOf(present, (x) => x * x));
            expect(moments.min).toBe(Math.min(Number.POSITIVE_INFINITY, ...present));
            expect(moments.max).toBe(Math.max(Number.NEGATIVE_INFINITY, ...present));
          },
        ),
      );
    },
  );

  test("stay exact over 1,000,000 fractional totals above 2^26 micropoints", () => {
    const random = seededRandom(7);
    const values = Float64Array.from({ length: 1_000_000 }, () => 2 ** 26 + random(2 ** 40) + 1);
    const moments = emptyMoments();
    addToMoments(moments, values);
    const sum = sumOf(values, (x) => x);
    const squares = sumOf(values, (x) => x * x);
    expect([moments.sum, moments.squares]).toEqual([sum, squares]);

    // The quotient of the exact integers, to far more digits than a double has.
    const n = 1_000_000n;
    const scaled = (10n ** 40n * (n * squares - sum * sum)) / (n * (n - 1n) * 10n ** 12n);
    const sd = sdOf(moments, 1) ?? 0;
    expect(Math.abs(sd * sd - Number(scaled) / 1e40)).toBeLessThan(sd * sd * 2 ** -51);
    expect(meanOf(moments, 1)).toBe(quotient(sum, n * 1_000_000n));
  });

  test("merge in any split", () => {
    fc.assert(
      fc.property(fc.array(whole(2 ** 50)), fc.nat(50), (values, at) => {
        const [all, left, right] = [emptyMoments(), emptyMoments(), emptyMoments()];
        addToMoments(all, Float64Array.from(values));
        addToMoments(left, Float64Array.from(values.slice(0, at)));
        addToMoments(right, Float64Array.from(values.slice(at)));
        mergeMoments(left, right);
        expect(left).toEqual(all);
      }),
    );
  });
});

describe("quotient", () => {
  test("is the double division of whole numbers that doubles hold", () => {
    fc.assert(
      fc.property(whole(2 ** 53 - 1), fc.integer({ min: 1, max: 2 ** 53 - 1 }), (p, q) => {
        expect(quotient(BigInt(p), BigInt(q))).toBe(p === 0 ? 0 : p / q);
        expect(quotient(BigInt(p), BigInt(-q))).toBe(p === 0 ? 0 : p / -q);
      }),
    );
  });

  test("lies nearer than its neighbours to quotients of any size", () => {
    const big = fc.bigInt({ min: 1n, max: 2n ** 400n });
    fc.assert(
      fc.property(big, big, (p, q) => {
        const value = quotient(p, q);
        const [exactP, exactQ] = asFraction(value);
        const error = magnitude(exactP * q - p * exactQ);
        for (const neighbour of neighbours(value)) {
          const [np, nq] = asFraction(neighbour);
          // |value - p/q| <= |neighbour - p/q|, over common denominators
          expect(error * nq <= magnitude(np * q - p * nq) * exactQ).toBe(true);
        }
      }),
    );
  });

  test("throws on a denominator of 0", () => {
    expect(() => quotient(1n, 0n)).toThrow(RangeError);
  });
});

describe("quantile", () => {
  test("is type 7 on the sorted totals", () => {
    const totals = fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(totals, fc.constantFrom(5, 10, 25, 50, 75, 90, 95), (values, percent) => {
        const sorted = values.toSorted((a, b) => a - b);
        const n = sorted.length;
        const { low, high } = ranksOfQuantile(n, percent);
        const byRank = new Map([low, high].map((rank) => [rank, sorted[rank] ?? 0]));
        const h = ((n - 1) * percent) / 100;
        const [below = 0, above = 0] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
        const expected = (below + (h - Math.floor(h)) * (above - below)) / 1_000_000;
        expect(quantile(n, percent, byRank)).toBeCloseTo(expected, 9);
      }),
    );
  });

  test("throws when a rank is missing", () => {
    expect(() => quantile(3, 50, new Map())).toThrow(RangeError);
  });
});

function sumOf(values: Iterable<number>, of: (value: bigint) => bigint): bigint {
  let sum = 0n;
  for (const value of values) sum += of(BigInt(value));
  return sum;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** A double as a fraction of whole numbers. */
function asFraction(value: number): [bigint, bigint] {
  let [p, q] = [value, 1n];
  while (!Number.isInteger(p)) [p, q] = [p * 2, q * 2n];
  return [BigInt(p), q];
}

function neighbours(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return [bits - 1n, bits + 1n].map((next) => {
    view.setBigInt64(0, next);
    return view.getFloat64(0);
  });
}
