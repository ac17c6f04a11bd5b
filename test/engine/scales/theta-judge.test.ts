import { expect, test } from "bun:test";

import fc from "fast-check";

import { compileThetaBands, compileThetaCondition } from "#engine/scales/theta-judge.ts";

const on = "theta";
const scale = "total";
const cuts = [
  { min: 0.5, label: "A" },
  { min: "-0.50", label: "B" },
  { min: 0.1, label: "B+" },
];
const { labels, ofTheta } = compileThetaBands({ scale, on, cuts }, 0);
const bandOf = (theta: number) => labels[ofTheta(theta)] ?? null;

/** The double before it, of a positive one. */
function before(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) - 1n);
  return bits.getFloat64(0);
}

test("a cut is inclusive, to the last bit", () => {
  expect(labels).toEqual(["B", "B+", "A"]);
  expect([0.5, before(0.5), 0.1, before(0.1), -0.5, -before(0.5)].map(bandOf)).toEqual([
    "A",
    "B+",
    "B+",
    "B",
    "B",
    "B",
  ]);
  expect(bandOf(-0.500_000_000_000_000_1)).toBeNull();
  // A cut at 0.1 is the double that is shown as 0.1, not the sum that comes close.
  expect(bandOf(0.3 - 0.2)).toBe("B");
});

test("an infinite ability is above every cut or below all, one that is missing in no band", () => {
  expect([Infinity, -Infinity, Number.NaN].map(bandOf)).toEqual(["A", null, null]);
});

const Cut = fc.integer({ min: -5_000_000, max: 5_000_000 }).map((micro) => micro / 1_000_000);
const Theta = fc.oneof(fc.double({ noNaN: true }), Cut);

test("a greater ability is never in a lower band, and the band is the highest that it reaches", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(Cut, { minLength: 1, maxLength: 9 }),
      Theta,
      Theta,
      (mins, one, other) => {
        const own = mins.map((min) => ({ min, label: String(min) }));
        const plan = compileThetaBands({ scale, on, cuts: own }, 0);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(plan.ofTheta(low)).toBeLessThanOrEqual(plan.ofTheta(high));
        const reached = mins.filter((min) => min <= one);
        const highest = reached.length === 0 ? undefined : String(Math.max(...reached));
        expect(plan.labels[plan.ofTheta(one)]).toBe(highest);
      },
    ),
  );
});

test("neighbouring cuts stay apart as doubles, up to the largest", () => {
  const own = ["4999999999.999999", "4999999999.999998", "5000000000"].map((min) => ({
    min,
    label: min,
  }));
  const plan = compileThetaBands({ scale, on, cuts: own }, 0);
  expect(own.map(({ min }) => plan.labels[plan.ofTheta(Number(min))])).toEqual(
    own.map(({ min }) => min),
  );
});

test("a condition includes both limits, and knows nothing of an ability that is missing", () => {
  const at = (limits: object, theta: number) =>
    compileThetaCondition({ scale, on, ...limits }, 0).ofTheta(theta);
  expect([-1, 0, 1, 1.1].map((theta) => at({ min: 0, max: 1 }, theta))).toEqual([0, 1, 1, 0]);
  expect([Infinity, -Infinity, Number.NaN].map((theta) => at({ min: 0 }, theta))).toEqual([
    1, 0, -1,
  ]);
  expect([Infinity, -Infinity, Number.NaN].map((theta) => at({ max: 0 }, theta))).toEqual([
    0, 1, -1,
  ]);
});
