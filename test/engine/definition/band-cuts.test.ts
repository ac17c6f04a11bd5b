import { expect, test } from "bun:test";
import fc from "fast-check";

import { bandCuts } from "#engine/definition/band-cuts.ts";
import { fractionText } from "#engine/numbers/rational.ts";

function froms(mins: readonly (number | string)[], roundedTo?: number): string[] {
  const cuts = mins.map((min) => ({ min, label: String(min) }));
  const set = roundedTo === undefined ? { cuts } : { cuts, roundedTo };
  return bandCuts(set).map(({ from }) => fractionText(from));
}

test("cuts are in order, and met from their least value on", () => {
  expect(froms([60, "8.5", 0, -3])).toEqual(["-3", "0", "17/2", "60"]);
});

test.each([
  // least, decimals, met from
  [50, 0, "99/2"],
  [50, 1, "999/20"],
  ["49.5", 0, "99/2"],
  ["49.51", 0, "99/2"],
  ["50.01", 0, "101/2"],
  [0, 0, "-1/2"],
  [-2, 0, "-5/2"],
  ["-2.5", 0, "-5/2"],
  ["0.000001", 6, "1/2000000"],
])("a cut at %p, rounded to %i decimals, is met from %s on", (min, decimals, from) => {
  expect(froms([min], decimals)).toEqual([from]);
});

test("what meets a cut is what, rounded half up, is not below it", () => {
  const tenThousandths = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(tenThousandths, tenThousandths, fc.integer({ min: 0, max: 3 }), (value, cut, d) => {
      const [only] = bandCuts({ cuts: [{ min: decimalOf(cut), label: "x" }], roundedTo: d });
      const { p, q } = only?.from ?? { p: 0n, q: 1n };
      const step = 10 ** (4 - d);
      const rounded = Math.floor((value + step / 2) / step) * step;
      expect(BigInt(value) * q >= p * 10_000n).toBe(rounded >= cut);
    }),
  );
});

/** Of ten-thousandths. */
function decimalOf(whole: number): string {
  const digits = String(Math.abs(whole)).padStart(5, "0");
  return `${whole < 0 ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
