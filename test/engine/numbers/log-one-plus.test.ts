import { expect, test } from "bun:test";

import fc from "fast-check";

import { logOnePlus } from "#engine/numbers/log-one-plus.ts";

test("is the runtime's log1p to the last few bits, however small x is", () => {
  const exponents = fc.double({ min: -320, max: 20, noNaN: true });
  fc.assert(
    fc.property(exponents, (exponent) => {
      const x = 10 ** exponent;
      expect(Math.abs(logOnePlus(x) / Math.log1p(x) - 1)).toBeLessThan(8 * 2 ** -52);
    }),
    { numRuns: 2_000 },
  );
  expect(logOnePlus(0)).toBe(0);
});
