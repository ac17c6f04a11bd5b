/** The item analysis of LSAT-7 is that of other software. */

import { describe, expect, test } from "bun:test";

import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";
import { lsat7 } from "#usecase/samples/lsat-7.ts";

import reference from "../../../reference/ctt-lsat7.json";
import { givenForm, tallied } from "../../scoring/encoded-batch.ts";

const form = givenForm(lsat7.definition);
const { total } = testsOfTally(form.plan, tallied(form, [...lsat7.rows()], [137]));
const { test: whole, items } = analyseTest(total, { strata: 5, absentMeans: "omitted" });

describe("items of LSAT-7", () => {
  const { discrimination27 } = reference;

  test.each([
    ["mean", reference.items.mean],
    ["difficulty", reference.items.mean],
    ["itemTotal", reference.items.item_total_r],
    ["itemRest", reference.items.item_rest_r],
    ["alphaIfDeleted", reference.items.alpha_if_deleted],
    ["d27", discrimination27.tie_weighted],
    ["d27Inclusive", discrimination27.inclusive],
  ] as const)("have the %s of other software", (name, expected) => {
    expectClose(
      items.map((item) => item[name]),
      expected,
    );
  });

  test("have the variance of other software, with n - 1", () => {
    expectClose(
      items.map(({ sd }) => (sd ?? Number.NaN) ** 2),
      reference.items.variance,
    );
  });

  test("whose key alone is right go with the rest as their key does", () => {
    expectClose(
      items.map(({ options }) => options[1]?.rest ?? null),
      reference.items.item_rest_r,
    );
  });
});

describe("the test of LSAT-7", () => {
  test("has the shape of other software", () => {
    const quantiles = Object.entries(reference.quantiles).toSorted(([a], [b]) =>
      a.localeCompare(b),
    );
    expectClose([whole.mean, whole.sd], [reference.mean, reference.sd]);
    expectClose(
      [whole.skewness, whole.kurtosis],
      [reference.skewness_type3, reference.excess_kurtosis_type3],
    );
    expect(whole.quantiles.map(({ value }) => value)).toEqual(quantiles.map(([, value]) => value));
  });

  test("is as reliable as in other software", () => {
    const { asZero } = whole.reliability;
    const { lower = null, upper = null } = asZero.interval ?? {};
    expectClose([asZero.alpha, asZero.kr20], [reference.alpha, reference.kr20]);
    expectClose([asZero.sem, lower, upper], [reference.sem, ...reference.feldt_95]);
  });

  test("has the groups of other software", () => {
    const { n_per_group, lower_cut, upper_cut, n_lower_inclusive, n_upper_inclusive } =
      reference.discrimination27;
    expect(whole.extremes).toEqual({
      size: n_per_group,
      lower: { cut: lower_cut, inclusive: n_lower_inclusive },
      upper: { cut: upper_cut, inclusive: n_upper_inclusive },
    });
  });
});

function expectClose(values: readonly (number | null)[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  for (const [place, value] of values.entries()) {
    expect(value).toBeCloseTo(expected[place] as number, 9);
  }
}
