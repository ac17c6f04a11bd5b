import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { rational } from "#engine/numbers/rational.ts";
import { roundToMicropoints } from "#engine/numbers/round-to-micropoints.ts";

const MILLION = 1_000_000n;

describe("roundToMicropoints", () => {
  test.each([
    [rational(1n), 1_000_000, false],
    [rational(1n, 3n), 333_333, true],
    [rational(2n, 3n), 666_667, true],
    [rational(-2n, 3n), -666_667, true],
    [rational(1n, 2_000_000n), 1, true],
    [rational(-1n, 2_000_000n), -1, true],
    [rational(3n, 2_000_000n), 2, true],
    [rational(0n), 0, false],
    [rational(-1n, 10_000_000n), 0, true],
  ])("%p is %p micropoints", (points, micropoints, rounded) => {
    expect(roundToMicropoints(points)).toEqual({ micropoints, rounded });
  });

  test("is never -0", () => {
    expect(Object.is(roundToMicropoints(rational(-1n, 10_000_000n)).micropoints, 0)).toBe(true);
  });

  test("is off by at most half a micropoint, and symmetric", () => {
    const part = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    const size = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(part, size, (p, q) => {
        const { micropoints, rounded } = roundToMicropoints(rational(p, q));
        const error = p * MILLION - BigInt(micropoints) * q;
        expect(error <= 0n ? -error * 2n <= q : error * 2n <= q).toBe(true);
        expect(rounded).toBe(error !== 0n);
        expect(roundToMicropoints(rational(-p, q)).micropoints + micropoints).toBe(0);
      }),
    );
  });
});
