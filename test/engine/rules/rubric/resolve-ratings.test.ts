import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compare, fractionText, rational, type Rational } from "#engine/numbers/rational.ts";
import {
  type DoubleRating,
  mostRaters,
  resolveRatings,
} from "#engine/rules/rubric/resolve-ratings.ts";
import { meansOfTwo, rubricSums } from "#engine/rules/rubric/rubric-sums.ts";

const apart = (third_if_apart: number | string): DoubleRating => ({ third_if_apart });

function fraction(text: string): Rational {
  const [p = "", q = "1"] = text.split("/");
  return rational(BigInt(p), BigInt(q));
}

/** "4 of 0,1": the points, and the places of the ratings that they are made of. */
function resolved(doubleRating: DoubleRating | undefined, points: string): string {
  const given = points.split(" ").filter((text) => text !== "");
  const { points: to, used } = resolveRatings(doubleRating, given.map(fraction));
  return to === null ? `waits${used.join()}` : `${fractionText(to)} of ${used.join()}`;
}

describe("one number of points", () => {
  test.each<[DoubleRating | undefined, string, string]>([
    // One rating is enough.
    [undefined, "", "waits"],
    [undefined, "5", "5 of 0"],
    [undefined, "-1/3", "-1/3 of 0"],
    // Two are needed.
    ["mean", "", "waits"],
    ["mean", "5", "waits"],
    ["mean", "5 3", "4 of 0,1"],
    ["mean", "5 4", "9/2 of 0,1"],
    ["mean", "1/3 1/2", "5/12 of 0,1"],
    ["mean", "-1 1", "0 of 0,1"],
    ["mean", "2 2", "2 of 0,1"],
    ["max", "5", "waits"],
    ["max", "5 3", "5 of 0"],
    ["max", "3 5", "5 of 1"],
    ["max", "-2 -3", "-2 of 0"],
    ["max", "1/3 333333/1000000", "1/3 of 0"],
    ["first", "5", "waits"],
    ["first", "5 3", "5 of 0"],
    ["first", "3 5", "3 of 0"],
    // |a - b| = t is still near.
    [apart(2), "5", "waits"],
    [apart(2), "5 3", "4 of 0,1"],
    [apart(2), "3 5", "4 of 0,1"],
    [apart(2), "6 3", "waits"],
    [apart("1/3"), "1/3 2/3", "1/2 of 0,1"],
    [apart("1/3"), "1/3 666667/1000000", "waits"],
    [apart(0), "4 4", "4 of 0,1"],
    [apart(0), "4 5", "waits"],
    [apart(0.5), "1 3/2", "5/4 of 0,1"],
    // A third rating is not looked at where two are near.
    [apart(2), "5 3 0", "4 of 0,1"],
    // Apart: the closest two, whichever they are.
    [apart(2), "0 6 5", "11/2 of 1,2"],
    [apart(2), "0 6 1", "1/2 of 0,2"],
    [apart(2), "6 0 5", "11/2 of 0,2"],
    [apart(2), "0 6 0", "0 of 0,2"],
    [apart(2), "0 6 6", "6 of 1,2"],
    [apart(2), "0 3 9", "3/2 of 0,1"],
    [apart(2), "9 6 0", "15/2 of 0,1"],
    [apart(2), "0 3 -4", "3/2 of 0,1"],
    // Two pairs as close: all three, which is the one in the middle.
    [apart(2), "0 6 3", "3 of 0,1,2"],
    [apart(2), "0 3 6", "3 of 0,1,2"],
    [apart(2), "3 0 6", "3 of 0,1,2"],
    [apart(2), "6 3 0", "3 of 0,1,2"],
    [apart("1/4"), "0 2/3 1/3", "1/3 of 0,1,2"],
    // Doubles would call these two pairs differently far apart: 0.3 - 0.2 and 0.2 - 0.1.
    [apart(0.05), "1/10 3/10 2/10", "1/5 of 0,1,2"],
  ])("%j of %j is %s", (doubleRating, points, expected) => {
    expect(resolved(doubleRating, points)).toBe(expected);
  });

  test("takes 1, 2 or 3 raters", () => {
    expect(
      [undefined, "mean", "max", "first", apart(1)].map((d) => mostRaters(d as DoubleRating)),
    ).toEqual([1, 2, 2, 2, 3]);
  });
});

const half = fc.integer({ min: -12, max: 24 }).map((n) => rational(BigInt(n), 6n));
const double = fc.constantFrom<DoubleRating>(
  "mean",
  "max",
  "first",
  apart(0),
  apart("1/3"),
  apart(2),
);
const ratings = fc.array(half, { minLength: 0, maxLength: 3 });
const textOf = (points: Rational | null) => (points === null ? null : fractionText(points));

describe("whatever the ratings are", () => {
  test("the points lie among those that they are made of, and are their mean or greatest", () => {
    fc.assert(
      fc.property(fc.option(double, { nil: undefined }), ratings, (doubleRating, points) => {
        const { points: to, used } = resolveRatings(doubleRating, points);
        expect(used.every((place) => place < points.length)).toBe(true);
        if (to === null) {
          expect(used).toEqual([]);
          expect(points.length).toBeLessThan(mostRaters(doubleRating));
          return;
        }
        const made = used.map((place) => points[place] as Rational);
        expect(made.some((one) => compare(one, to) <= 0)).toBe(true);
        expect(made.some((one) => compare(one, to) >= 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("the first two may change places, but where the first counts", () => {
    fc.assert(
      fc.property(double, ratings, (doubleRating, points) => {
        const [a, b, ...rest] = points;
        if (a === undefined || b === undefined || doubleRating === "first") return;
        const other = resolveRatings(doubleRating, [b, a, ...rest]);
        expect(textOf(other.points)).toBe(textOf(resolveRatings(doubleRating, points).points));
      }),
      { numRuns: 1_000 },
    );
  });

  test("three that are apart may come in any order, so long as the first two are", () => {
    fc.assert(
      fc.property(half, half, half, (a, b, c) => {
        const orders = [
          [a, b, c],
          [b, c, a],
          [c, a, b],
        ];
        const gaps = orders.map(([x, y]) =>
          Math.abs(Number(x?.p) / Number(x?.q) - Number(y?.p) / Number(y?.q)),
        );
        if (Math.min(...gaps) < 0.1) return;
        const all = orders.map((points) => textOf(resolveRatings(apart(0.01), points).points));
        expect(new Set(all).size).toBe(1);
      }),
      { numRuns: 1_000 },
    );
  });

  test("what they come to is among the sums, or halfway between two", () => {
    const criteria = fc.array(fc.array(half, { minLength: 2, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        criteria,
        double,
        fc.infiniteStream(fc.nat(1_000)),
        (levels, doubleRating, picks) => {
          const sums = rubricSums(levels) ?? [];
          const known = new Set((meansOfTwo(sums) ?? []).map(fractionText));
          const points = Array.from({ length: 3 }, () => {
            return sums[(picks.next().value ?? 0) % sums.length] as Rational;
          });
          const { points: to } = resolveRatings(doubleRating, points);
          expect(known).toContain(textOf(to) ?? "");
        },
      ),
      { numRuns: 500 },
    );
  });
});
