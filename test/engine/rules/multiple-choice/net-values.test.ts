import { expect, test } from "bun:test";
import fc from "fast-check";

import { rational, type Rational } from "#engine/numbers/rational.ts";
import { netValues } from "#engine/rules/multiple-choice/net-values.ts";

const twelfths = (x: number): Rational => rational(BigInt(x), 12n);
const inTwelfths = ({ p, q }: Rational): number => Number((p * 12n) / q);

test("are what trying every pair gives, each of them once", () => {
  const count = fc.nat(9);
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.integer({ min: -90, max: 9 }), count, count, (...of) => {
      const [gain, loss, floor, keyed, wrong] = of;
      const expected = new Set<number>();
      for (let h = 0; h <= keyed; h++) {
        for (let f = 0; f <= wrong; f++) expected.add(Math.max(floor, gain * h - loss * f));
      }
      const terms = { gain: twelfths(gain), loss: twelfths(loss), floor: twelfths(floor) };
      const values = netValues(terms, keyed, wrong).map(inTwelfths);
      expect([...new Set(values)].toSorted((a, b) => a - b)).toEqual(
        [...expected].toSorted((a, b) => a - b),
      );
      if (gain + loss > 0) expect(values).toHaveLength(expected.size);
    }),
    { numRuns: 2_000 },
  );
});
