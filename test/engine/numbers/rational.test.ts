import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import {
  absolute,
  add,
  compare,
  divide,
  greatest,
  least,
  multiply,
  negate,
  rational,
  subtract,
} from "#engine/numbers/rational.ts";

const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const fraction = fc
  .tuple(
    whole,
    whole.filter((q) => q !== 0n),
  )
  .map(([p, q]) => ({ p, q, value: rational(p, q) }));

describe("rational", () => {
  test("is in lowest terms with a positive denominator", () => {
    expect(rational(6n, -4n)).toEqual({ p: -3n, q: 2n });
    expect(rational(0n, -7n)).toEqual({ p: 0n, q: 1n });
    fc.assert(
      fc.property(fraction, ({ p, q, value }) => value.q > 0n && value.p * q === p * value.q),
    );
  });

  test("loses every common factor, on both sides of 2^53", () => {
    const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
    const near = fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n });
    const factor = fc.oneof(fc.bigInt({ min: 1n, max: 2n ** 70n }), near);
    fc.assert(
      fc.property(factor, factor, factor, (p, q, common) => {
        const shared = common * divisor(p, q);
        const [wholes, value] = [
          { p: p * common, q: q * common },
          rational(p * common, q * common),
        ];
        expect(value).toEqual({ p: wholes.p / shared, q: wholes.q / shared });
      }),
    );
  });

  test("refuses the denominator 0", () => {
    expect(() => rational(1n, 0n)).toThrow(RangeError);
    expect(() => divide(rational(1n), rational(0n))).toThrow(RangeError);
  });

  test("adds, subtracts, multiplies and divides as integers over a common denominator", () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const scale = a.q * b.q;
        expect(add(a.value, b.value)).toEqual(rational(a.p * b.q + b.p * a.q, scale));
        expect(subtract(a.value, b.value)).toEqual(rational(a.p * b.q - b.p * a.q, scale));
        expect(multiply(a.value, b.value)).toEqual(rational(a.p * b.p, scale));
        if (b.p !== 0n) expect(divide(a.value, b.value)).toEqual(rational(a.p * b.q, a.q * b.p));
      }),
    );
  });

  test("orders by the exact difference", () => {
    fc.assert(
      fc.property(fraction, fraction, ({ value: a }, { value: b }) => {
        const difference = subtract(a, b).p;
        expect(compare(a, b)).toBe(difference > 0n ? 1 : difference < 0n ? -1 : 0);
        expect(compare(least(a, b), greatest(a, b))).toBeLessThan(1);
        expect(compare(absolute(a), absolute(negate(a)))).toBe(0);
      }),
    );
  });
});
