import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { icc21 } from "#engine/statistics/agreement/icc-2-1.ts";
import { icc3k } from "#engine/statistics/agreement/icc-3-k.ts";
import { icc21Interval, icc3kInterval } from "#engine/statistics/agreement/icc-interval.ts";
import {
  addSubject,
  emptyRatingSums,
  type IccFault,
  mergeRatingSums,
  type RatingSums,
} from "#engine/statistics/agreement/rating-sums.ts";
import { err, ok, type Result } from "#result";

import reference from "../../../reference/icc-simulated.json";
import { must } from "../../../support/must.ts";

type Ratings = readonly (readonly number[])[];

describe("intraclass correlations", () => {
  test("of simulated ratings are those of exact arithmetic elsewhere", () => {
    const sums = sumsOf(3, reference.ratings);
    expect(must(icc21(sums))).toBeCloseTo(reference.icc21.value, 14);
    expect(must(icc3k(sums))).toBeCloseTo(reference.icc3k.value, 14);
  });

  // Means 1, 2, 3 by subject and no other variance: nothing but the subjects differs.
  test("are 1 where raters always agree", () => {
    const sums = sumsOf(2, [
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect([icc21(sums), icc3k(sums)]).toEqual([ok(1), ok(1)]);
  });

  // BMS = 2, JMS = 1.5, EMS = 0: ICC(2,1) = 2 / (2 + 2 · 1.5 / 3), one point of strictness.
  test("a stricter rater lowers ICC(2,1) alone", () => {
    const sums = sumsOf(2, [
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect([icc21(sums), icc3k(sums)]).toEqual([ok(2 / 3), ok(1)]);
  });

  test("can be negative", () => {
    const sums = sumsOf(2, [
      [1, 3],
      [3, 1],
      [2, 3],
    ]);
    expect(must(icc21(sums))).toBeLessThan(0);
    expect(must(icc3k(sums))).toBeLessThan(0);
  });

  test.each<[number, Ratings, IccFault]>([
    [3, [], "fewer_than_two_subjects"],
    [3, [[1, 2, 3]], "fewer_than_two_subjects"],
    [1, [[1], [2], [3]], "fewer_than_two_raters"],
    [0, [[], []], "fewer_than_two_raters"],
    [
      2,
      [
        [4, 4],
        [4, 4],
        [4, 4],
      ],
      "no_variance",
    ],
    // Subjects have the same sum and raters too: only error is left, and n = k = 2.
    [
      2,
      [
        [1, 2],
        [2, 1],
      ],
      "no_variance",
    ],
  ])("are undefined for %d raters and %p", (raterCount, ratings, fault) => {
    const sums = sumsOf(raterCount, ratings);
    expect([icc21(sums), icc3k(sums)].map(faultOf)).toEqual([fault, fault]);
  });

  test("subjects alike under raters who differ: ICC(2,1) is 0 and ICC(3,k) undefined", () => {
    const sums = sumsOf(2, [
      [1, 3],
      [1, 3],
      [1, 3],
    ]);
    expect([icc21(sums), icc3k(sums)]).toEqual([ok(0), err("no_variance")]);
  });

  test("of ratings near 2^53 lose nothing", () => {
    const far = 2 ** 53 - 1_000;
    const moved = reference.ratings.map((row) => row.map((rating) => far + rating));
    const [near, large] = [sumsOf(3, reference.ratings), sumsOf(3, moved)];
    expect([icc21(large), icc3k(large)]).toEqual([icc21(near), icc3k(near)]);
  });
});

describe("intervals of intraclass correlations", () => {
  test.each([
    ["icc21", icc21Interval],
    ["icc3k", icc3kInterval],
  ] as const)("%s of simulated ratings, at 95 percent", (name, intervalOf) => {
    const { lower, upper } = must(intervalOf(sumsOf(3, reference.ratings), 0.95));
    expect(lower).toBeCloseTo(reference[name].lower, 12);
    expect(upper).toBeCloseTo(reference[name].upper, 12);
  });

  test("meet in 1 where raters always agree on subjects that differ", () => {
    const sums = sumsOf(2, [
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    // Without error or raters' variance the first has no degrees of freedom.
    expect(icc21Interval(sums, 0.95)).toEqual(err("no_variance"));
    expect(icc3kInterval(sums, 0.95)).toEqual(ok({ lower: 1, upper: 1 }));
  });

  test.each<[number, Ratings, IccFault]>([
    [3, [[1, 2, 3]], "fewer_than_two_subjects"],
    [1, [[1], [2]], "fewer_than_two_raters"],
    [
      2,
      [
        [4, 4],
        [4, 4],
        [4, 4],
      ],
      "no_variance",
    ],
  ])("are undefined for %d raters and %p", (raterCount, ratings, fault) => {
    const sums = sumsOf(raterCount, ratings);
    const intervals = [icc21Interval(sums, 0.95), icc3kInterval(sums, 0.95)];
    expect(intervals).toEqual([err(fault), err(fault)]);
  });

  test("hold the correlation and widen with confidence", () => {
    fc.assert(
      fc.property(given, ({ raterCount, ratings }) => {
        const sums = sumsOf(raterCount, ratings);
        for (const [value, intervalOf] of [
          [icc21(sums), icc21Interval],
          [icc3k(sums), icc3kInterval],
        ] as const) {
          const [narrow, wide] = [intervalOf(sums, 0.8), intervalOf(sums, 0.99)];
          expect(narrow.ok).toBe(wide.ok);
          // The interval of ICC(2,1) is approximate, and of little use below 0.
          if (!(value.ok && narrow.ok && wide.ok && value.value >= 0)) continue;
          expect(wide.value.lower).toBeLessThanOrEqual(narrow.value.lower);
          expect(wide.value.upper).toBeGreaterThanOrEqual(narrow.value.upper);
          expect(wide.value.lower).toBeLessThanOrEqual(value.value);
          expect(wide.value.upper).toBeGreaterThanOrEqual(value.value);
        }
      }),
    );
  });
});

describe("sums of ratings", () => {
  test.each([[[1, 2]], [[1, 2, 3, 4]], [[1, 2, 2.5]], [[1, 2, Number.NaN]]])(
    "of three raters refuse %p, and stay as they were",
    (ratings) => {
      const sums = emptyRatingSums(3);
      expect(() => addSubject(sums, ratings)).toThrow(RangeError);
      expect(sums).toEqual(emptyRatingSums(3));
    },
  );

  test("do not add to those of other raters", () => {
    expect(() => mergeRatingSums(emptyRatingSums(2), emptyRatingSums(3))).toThrow(RangeError);
  });
});

const given = fc.integer({ min: 2, max: 4 }).chain((raterCount) =>
  fc.record({
    raterCount: fc.constant(raterCount),
    ratings: fc.array(
      fc.array(fc.integer({ min: -3, max: 9 }), {
        minLength: raterCount,
        maxLength: raterCount,
      }),
      { minLength: 2, maxLength: 20 },
    ),
    at: fc.nat(20),
    by: fc.integer({ min: -100, max: 100 }),
  }),
);

describe("intraclass correlations of any ratings", () => {
  test("are those of a plain analysis of variance", () => {
    fc.assert(
      fc.property(given, ({ raterCount, ratings }) => {
        const sums = sumsOf(raterCount, ratings);
        const plain = plainCorrelations(ratings);
        for (const [name, ours] of Object.entries({ icc21: icc21(sums), icc3k: icc3k(sums) })) {
          const value = plain[name as keyof typeof plain];
          if (Number.isNaN(value)) expect([name, ours]).toEqual([name, err("no_variance")]);
          else expect(Math.abs(must(ours) - value)).toBeLessThan(1e-9 * Math.max(1, -value));
        }
      }),
    );
  });

  test("do not depend on order or split, nor on unit and origin", () => {
    fc.assert(
      fc.property(given, ({ raterCount, ratings, at, by }) => {
        const sums = sumsOf(raterCount, ratings);
        const merged = sumsOf(raterCount, ratings.slice(at).toReversed());
        mergeRatingSums(merged, sumsOf(raterCount, ratings.slice(0, at)));
        expect(merged).toEqual(sums);

        const turned = sumsOf(
          raterCount,
          ratings.map((row) => row.toReversed().map((rating) => 1_000_000 * rating + by)),
        );
        expect([icc21(turned), icc3k(turned)]).toEqual([icc21(sums), icc3k(sums)]);
      }),
    );
  });

  test("ICC(3,k) ignores how strict a rater is", () => {
    fc.assert(
      fc.property(given, ({ raterCount, ratings, by }) => {
        const strict = ratings.map(([first = 0, ...others]) => [first + by, ...others]);
        expect(icc3k(sumsOf(raterCount, strict))).toEqual(icc3k(sumsOf(raterCount, ratings)));
      }),
    );
  });
});

function faultOf(result: Result<number, IccFault>): IccFault | null {
  return result.ok ? null : result.error;
}

function sumsOf(raterCount: number, ratings: Ratings): RatingSums {
  const sums = emptyRatingSums(raterCount);
  for (const row of ratings) addSubject(sums, row);
  return sums;
}

/** Deviations from means, in doubles; NaN where the denominator is 0. */
function plainCorrelations(ratings: Ratings): { icc21: number; icc3k: number } {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const n = ratings.length;
  const k = ratings[0]?.length ?? 0;
  const grand = mean(ratings.flat());
  const raterMeans = Array.from({ length: k }, (_, j) => mean(ratings.map((row) => row[j] ?? 0)));
  let error = 0;
  for (const row of ratings) {
    for (const [j, rating] of row.entries()) {
      error += (rating - mean(row) - (raterMeans[j] ?? 0) + grand) ** 2;
    }
  }
  const squares = (means: readonly number[]) =>
    means.reduce((sum, value) => sum + (value - grand) ** 2, 0);
  const bms = (k * squares(ratings.map(mean))) / (n - 1);
  const jms = (n * squares(raterMeans)) / (k - 1);
  const ems = error / ((n - 1) * (k - 1));
  const over = (numerator: number, denominator: number) =>
    Math.abs(denominator) < 1e-9 ? Number.NaN : numerator / denominator;
  return {
    icc21: over(bms - ems, bms + (k - 1) * ems + (k * (jms - ems)) / n),
    icc3k: over(bms - ems, bms),
  };
}
