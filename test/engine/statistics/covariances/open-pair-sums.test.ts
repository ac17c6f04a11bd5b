import { describe, expect, test } from "bun:test";

import { openPairSums } from "#engine/statistics/covariances/open-pair-sums.ts";
import { reliabilityByCovariance } from "#engine/statistics/covariances/reliability-by-covariance.ts";

import { scaleForm } from "../../../support/scale-form.ts";
import { givenForm } from "../../scoring/encoded-batch.ts";

function longForm(items: number, scales: readonly number[] = []) {
  const ids = Array.from({ length: items }, (_, item) => `q${item}`);
  return givenForm({
    items: ids.map((id) => ({ id, type: "single_choice", options: ["A", "B"], key: "A" })),
    scales: scales.map((count, index) => ({
      id: `s${index}`,
      items: ids.slice(0, count),
      aggregate: "sum",
    })),
  }).plan;
}

const opened = (plan: ReturnType<typeof longForm>, responses = 1_000) =>
  openPairSums(plan, responses).map((test) => [test.id, "refusal" in test ? test.refusal : "open"]);

describe("sums over pairs are kept", () => {
  test("of the total and of scales whose aggregate is a sum", () => {
    const { plan } = givenForm(scaleForm);
    const tests = openPairSums(plan, 10).map(({ id }) => id);
    expect(tests).toEqual(["total", "choices", "wellbeing", "prorated", "normed", "pomp", "table"]);
  });

  test("within a budget of memory: what is refused leaves its room to the next", () => {
    expect(opened(longForm(700))).toEqual([["total", "open"]]);
    expect(opened(longForm(5_000, [5_000, 500, 600, 300]))).toEqual([
      ["total", "too_many_pairs"],
      ["s0", "too_many_pairs"],
      ["s1", "open"],
      ["s2", "too_many_pairs"],
      ["s3", "open"],
    ]);
  });

  test("within a budget of time: products are pairs times responses", () => {
    // 820 pairs, an item with itself included, and 55 of ten items.
    const plan = longForm(40, [10]);
    expect(opened(plan, 10_000_000).map(([, state]) => state)).toEqual(["open", "open"]);
    expect(opened(plan, 60_000_000).map(([, state]) => state)).toEqual([
      "open",
      "too_many_products",
    ]);
    expect(opened(plan, 61_000_000).map(([, state]) => state)).toEqual([
      "too_many_products",
      "open",
    ]);
  });

  test("of 3,000 items not, with the reason as the answer", () => {
    const [total] = openPairSums(longForm(3_000), 1);
    expect(total === undefined ? null : reliabilityByCovariance(total)).toEqual({
      id: "total",
      reason: "too_many_pairs",
    });
  });
});
