/**
 * Scales, bands and gates follow from their traces alone.
 *
 * @module
 */

import { expect, test } from "bun:test";

import * as v from "valibot";

import { ResultView } from "#http/views/result-view.ts";
import { scoreStateless } from "#usecase/score-stateless.ts";

import { must } from "../../support/must.ts";
import { scaleForm, scaleResponses } from "../../support/scale-form.ts";
import { difference, equal, fraction, plus, times } from "./fraction.ts";
import { rawOf } from "./recompute-scale.ts";

const input = { assessment: scaleForm, responses: scaleResponses(200), explain: true };
const { results } = must(scoreStateless(input));
const all = results.map((result) => v.parse(ResultView, JSON.parse(JSON.stringify(result))));
const explanations = all.map(({ explanation }) => {
  if (explanation === undefined) throw new Error("not explained");
  return explanation;
});

test("raw values are the sums, means and counts of their members", () => {
  const seen = new Set<string>();
  for (const scale of explanations.flatMap(({ scales }) => scales)) {
    if (scale.raw === null) {
      expect(scale.reason).not.toBeNull();
      continue;
    }
    const { top, bottom } = rawOf(scale);
    expect([scale.id, scale.raw]).toEqual([
      scale.id,
      expect.closeTo(Number(top) / Number(bottom), 9),
    ]);
    seen.add(scale.id);
  }
  expect(seen.size).toBe(scaleForm.scales.length);
});

test("scales are those of the result, with the weights and attributes that they go by", () => {
  for (const [index, { scales }] of explanations.entries()) {
    for (const { id, raw, value, max, answered, reason } of scales) {
      const told = all[index]?.scales[id];
      expect(told).toMatchObject({ raw, value, max, answered });
      expect(String(told?.reason ?? null)).toBe(String(reason));
    }
    const normed = scales.find(({ id }) => id === "normed");
    expect(normed?.attributes).toEqual(input.responses[index]?.["attributes"]);
    expect(normed?.members[1]).toMatchObject({ weight: "3/2", reverse: true, range: [0, 3] });
    expect(scales.find(({ id }) => id === "choices")).not.toHaveProperty("attributes");
  }
});

type Explained = (typeof explanations)[number];

/** More than transforms carry along of what rounding took from a few members. */
const CARRIED = "1/100000";

/** Whether a number is at least another, give or take what rounding took. */
function reaches(value: string, slack: string | null, min: string | number): boolean {
  return difference(plus(fraction(value), fraction(slack ?? 0)), fraction(min)) >= 0n;
}

function expectBand({ value, slack, met, next, reason }: Explained["bands"][number]): void {
  if (value === null) {
    expect([met, next]).toEqual([null, null]);
    expect(["no_value", "no_maximum"]).toContain(String(reason));
    return;
  }
  expect(reason).toBe(met === null ? "below_the_lowest_cut" : null);
  expect(met === null || reaches(value, slack ?? CARRIED, met.min)).toBe(true);
  expect(next !== null && reaches(value, slack, next.min)).toBe(false);
}

test("bands are the highest cut that their values reach", () => {
  for (const [index, { bands }] of explanations.entries()) {
    expect(bands).toHaveLength(scaleForm.bands.length);
    for (const band of bands) expectBand(band);
    const labels = Object.fromEntries(bands.map(({ scale, met }) => [scale, met?.label ?? null]));
    expect(labels).toEqual(all[index]?.bands ?? {});
  }
});

test("gates are their conditions", () => {
  const passed = new Set<boolean | null>();
  for (const [index, { gates }] of explanations.entries()) {
    for (const { id, passed: told, conditions } of gates) {
      passed.add(told);
      expect(told).toBe(all[index]?.gates?.[id] ?? null);
      const holds = conditions.map(({ value, slack, min, max }) => {
        if (value === null) return null;
        const isBelow = max === undefined || reaches(String(max), slack, value);
        return isBelow && (min === undefined || reaches(value, slack, min));
      });
      expect(conditions.map((condition) => condition.holds)).toEqual(holds);
      expect(told).toBe(holds.includes(null) ? null : !holds.includes(false));
    }
  }
  expect(passed).toEqual(new Set([true, false, null]));
});

test("the exact value of a percent is points of the maximum", () => {
  for (const [index, { bands }] of explanations.entries()) {
    const { points = null, maxPoints = 0 } = all[index] ?? {};
    const percent = bands.find(({ scale }) => scale === "total")?.value ?? null;
    if (points === null || percent === null) continue;
    const earned = times(fraction(points), fraction(100));
    expect(equal(earned, times(fraction(percent), fraction(maxPoints)))).toBe(true);
  }
});
