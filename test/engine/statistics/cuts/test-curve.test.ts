/** Where points are the sum of categories, and what a model then says of cuts on points. */

import { describe, expect, test } from "bun:test";

import { exact } from "#engine/definition/quantity.ts";
import { thetasOfCuts } from "#engine/statistics/cuts/classify-by-model.ts";
import { planCuts } from "#engine/statistics/cuts/plan-cuts.ts";
import { type CutFacts, reportCuts } from "#engine/statistics/cuts/report-cuts.ts";
import { emptyStanding } from "#engine/statistics/cuts/standing.ts";
import { categoriesAt } from "#engine/statistics/cuts/test-curve.ts";

import { must } from "../../../support/must.ts";
import { givenForm } from "../../scoring/encoded-batch.ts";
import { normalGrid } from "./plain-model.ts";

const choice = (id: string, more: object = {}) => ({
  id,
  type: "single_choice",
  options: ["A", "B", "C"],
  key: "A",
  ...more,
});
/** 0, 1 and 3 points. */
const uneven = {
  id: "a",
  type: "single_choice",
  options: ["A", "B", "C"],
  optionPoints: { A: 3, B: 1, C: 0 },
};
const rating = (id: string, more: object = {}) => ({ id, type: "rating", min: 1, max: 3, ...more });
const binary = (id: string, b: number) => ({ id, model: "2PL", a: 1.1, b });
const graded = (id: string, b: number) => ({ id, model: "PCM", b: [b - 0.5, b + 0.75] });
const irtOf = (items: readonly object[], more: object = {}) => [
  { scale: "total", D: 1, omitted: "lowest", items, ...more },
];

function setOf(definition: object, cuts: readonly number[] = [2], on = "points") {
  const bands = [{ scale: "total", on, cuts: cuts.map((min) => ({ min, label: `from ${min}` })) }];
  const [set] = planCuts(givenForm({ ...definition, bands }).plan, exact(1));
  if (set === undefined) throw new Error("no set");
  return set;
}

const nothing = (set: ReturnType<typeof setOf>): CutFacts => {
  return { standing: emptyStanding(set), totals: null, reliability: null, rudner: null };
};

describe("points are the sum of categories, but for where they begin and how large they are", () => {
  test.each([
    ["right or wrong", [choice("a"), choice("b")], [binary("a", 0), binary("b", 1)], 2],
    [
      "two points each",
      [choice("a", { points: 2 }), choice("b", { weight: 2 })],
      [binary("a", 0), binary("b", 1)],
      1,
    ],
    ["ratings from 1", [rating("a"), rating("b")], [graded("a", 0), graded("b", 1)], 0],
    [
      "one reversed by itself",
      [rating("a", { reverse: true }), rating("b")],
      [graded("a", 0), graded("b", 1)],
      0,
    ],
    [
      "ratings and choices",
      [rating("a"), choice("b")],
      [graded("a", 0), { ...binary("b", 1), categories: [0, 1] }],
      1,
    ],
  ] as const)("%s: 2 points are so many categories", (_, items, models, categories) => {
    const { curve, cuts } = setOf({ items, irt: irtOf(models) });
    const { models: compiled } = must(curve);
    expect(compiled).toHaveLength(2);
    const place = cuts[0]?.place ?? { whole: exact(0) };
    expect(categoriesAt(must(curve), place.whole)).toBeCloseTo(categories, 12);
  });
});

describe("points are no sum of categories", () => {
  test.each([
    ["an item has no parameters", [choice("a"), choice("b")], [binary("a", 0)]],
    [
      "items have other worths",
      [choice("a"), choice("b", { points: 2 })],
      [binary("a", 0), binary("b", 1)],
    ],
    [
      "a category holds several points",
      [choice("a"), rating("b")],
      [binary("a", 0), { ...binary("b", 1), categories: [1, 3] }],
    ],
    ["steps are of unlike height", [uneven, rating("b")], [graded("a", 0), graded("b", 1)]],
  ])("%s", (_, items, models) => {
    const set = setOf({ items: structuredClone(items), irt: irtOf(models) });
    const [cut] = reportCuts(set, nothing(set)).cuts;
    for (const name of ["theta", "thetaSe", "lee", "rudner"]) {
      expect(cut?.reasons[name]).toBe("points_not_sum_of_categories");
    }
    expect([cut?.theta, cut?.lee, cut?.rudner]).toEqual([null, null, null]);
  });

  test("there are no parameters", () => {
    const set = setOf({ items: [choice("a"), choice("b")] });
    expect(reportCuts(set, nothing(set)).cuts[0]?.reasons).toMatchObject({
      theta: "no_irt",
      lee: "no_irt",
    });
  });
});

describe("Lee's method on ratings from 1 to 3", () => {
  const bs = [-0.5, 0.25, 1];
  const items = bs.map((_, index) => rating(`q${index}`));
  const models = bs.map((b, index) => graded(`q${index}`, b));

  /** Written out: chances of 1, 2, 3 of each item, and every pattern of three. */
  function plain(theta: number, cut: number) {
    const chances = bs.map((b) => {
      const terms = [1, Math.exp(theta - b + 0.5), Math.exp(2 * theta - 2 * b - 0.25)];
      const all = terms.reduce((a, c) => a + c, 0);
      return terms.map((term) => term / all);
    });
    let [reached, mean] = [0, 0];
    for (let pattern = 0; pattern < 27; pattern++) {
      const digits = [pattern % 3, Math.floor(pattern / 3) % 3, Math.floor(pattern / 9)];
      const chance = digits.reduce((p, digit, item) => p * (chances[item]?.[digit] ?? 0), 1);
      const points = 3 + digits.reduce((a, c) => a + c, 0);
      if (points >= cut) reached += chance;
      mean += points * chance;
    }
    return { reached, mean };
  }

  test.each([
    [{}, 0, 1, 6],
    [{}, 0, 1, 6.5],
    [{ prior: { mean: 0.5, sd: 2 } }, 0.5, 2, 7],
  ])("%j counts every pattern", (more, mean, sd, cut) => {
    const set = setOf({ items, irt: irtOf(models, more) }, [cut]);
    const [found] = reportCuts(set, nothing(set)).cuts;
    let [accuracy, consistency] = [0, 0];
    for (const [node, weight] of normalGrid(-4, 4, 41)) {
      const { reached, mean: truth } = plain(mean + sd * node, cut);
      accuracy += weight * (truth >= cut ? reached : 1 - reached);
      consistency += weight * (reached ** 2 + (1 - reached) ** 2);
    }
    expect(found?.lee?.accuracy).toBeCloseTo(accuracy, 12);
    expect(found?.lee?.consistency).toBeCloseTo(consistency, 12);
    expect(plain(found?.theta ?? 0, cut).mean).toBeCloseTo(cut, 10);
  });

  test("cuts that lie out of reach have no ability", () => {
    const set = setOf({ items, irt: irtOf(models) }, [2, 3, 6, 9]);
    const [below, least, inside, most] = thetasOfCuts(set);
    for (const outside of [below, least, most]) {
      expect(outside).toEqual({ ok: false, error: "cut_out_of_reach" });
    }
    expect(inside?.ok).toBe(true);
    const { cuts, lee } = reportCuts(set, nothing(set));
    expect(cuts[0]?.lee).toEqual({ accuracy: 1, consistency: 1, kappa: null });
    expect(lee?.accuracy).toBeLessThan(1);
  });

  test("cuts that come together on categories are one", () => {
    const thirds = { points: "1/3" };
    const small = [choice("a", thirds), choice("b", thirds), choice("c", thirds)];
    const set = setOf(
      { items: small, irt: irtOf([binary("a", 0), binary("b", 1), binary("c", 2)]) },
      [0.999999, 1],
    );
    const { cuts, lee } = reportCuts(set, nothing(set));
    expect(cuts[0]?.lee).toEqual(cuts[1]?.lee ?? null);
    expect(lee).toEqual(cuts[0]?.lee ?? null);
  });
});

describe("Lord's error", () => {
  const semOf = (items: readonly object[], cut: number, on = "points") => {
    const set = setOf({ items }, [cut], on);
    const { sem = null, reasons = {} } = reportCuts(set, nothing(set)).cuts[0] ?? {};
    return sem ?? reasons["sem"];
  };
  const three = (more: object = {}) => ["a", "b", "c"].map((id) => choice(id, more));

  test("is that of right or wrong, in points", () => {
    expect(semOf(three(), 1)).toBe(Math.sqrt((1 * 2) / 2));
    expect(semOf(three(), 50, "percent")).toBe(Math.sqrt((1.5 * 1.5) / 2));
    expect(semOf(three({ points: 4 }), 4)).toBe(4);
    expect(semOf(three(), 3)).toBe(0);
  });

  test.each([
    ["cut_out_of_reach", three(), 4],
    ["cut_out_of_reach", three(), -1],
    ["fewer_than_two_items", [choice("a")], 1],
    ["items_not_right_or_wrong", [choice("a"), choice("b", { points: 2 })], 1],
    ["items_not_right_or_wrong", three({ rule: "formula_scoring" }), 1],
    ["items_not_right_or_wrong", [rating("a"), rating("b")], 3],
  ] as const)("%s", (reason, items, cut) => {
    expect(semOf(items, cut)).toBe(reason);
  });
});
