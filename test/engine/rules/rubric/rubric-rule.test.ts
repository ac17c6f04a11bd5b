import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { parseDefinition } from "#engine/definition/parse-definition.ts";

import { compiled, faultsOf, warningsOf } from "../given-item.ts";

type Points = number | string;

/** Criteria `c0`, `c1` …, each with levels `l0`, `l1` … worth what is given. */
function criteriaOf(...worths: readonly (readonly Points[])[]) {
  return worths.map((levels, place) => ({
    id: `c${place}`,
    levels: levels.map((points, level) => ({ id: `l${level}`, points })),
  }));
}

/** "12" is level 1 of the first criterion and level 2 of the second. */
function rating(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(text, (level, place) => [`c${place}`, `l${level}`]));
}

/** Content 0, 2, 4 and language 0, 1/3, 1. */
const essay = { type: "rubric", criteria: criteriaOf([0, 2, 4], [0, "1/3", 1]) };

describe("the points of one rating", () => {
  test.each([
    ["00", 0],
    ["01", 333_333],
    ["02", 1_000_000],
    ["10", 2_000_000],
    ["11", 2_333_333],
    ["12", 3_000_000],
    ["20", 4_000_000],
    ["21", 4_333_333],
    ["22", 5_000_000],
  ])("%s are %d millionths", (levels, points) => {
    expect(compiled(essay).evaluate([rating(levels)])).toBe(points);
  });

  test("are any of the levels, the best of them the maximum, and nothing where it is blank", () => {
    const { levels, maxPoints, blank } = compiled(essay);
    expect(levels).toEqual([
      0, 333_333, 1_000_000, 2_000_000, 2_333_333, 3_000_000, 4_000_000, 4_333_333, 5_000_000,
    ]);
    expect({ maxPoints, blank }).toEqual({ maxPoints: 5_000_000, blank: 0 });
  });

  test("may take points off: the maximum is the sum of the largest levels", () => {
    const criteria = criteriaOf([-2, -1], [0.5, 3], [0, -1, 1]);
    expect(compiled({ type: "rubric", criteria }).maxPoints).toBe(3_000_000);
  });

  test("are of criteria by name, in whatever order they come", () => {
    expect(compiled(essay).evaluate([{ c1: "l2", c0: "l1" }])).toBe(3_000_000);
    const own = { id: "constructor", levels: essay.criteria[0]?.levels };
    const { evaluate } = compiled({ type: "rubric", criteria: [own] });
    expect(evaluate([{ constructor: "l2" }])).toBe(4_000_000);
    expect(() => evaluate([{}])).toThrow(RangeError);
  });

  test("are none of what is no rating, or of too few", () => {
    const twice = compiled({ ...essay, doubleRating: "mean" });
    for (const answer of ["text", {}, [], [{}], [rating("0")], [rating("93")], [{ c0: "l0" }]]) {
      expect(() => compiled(essay).evaluate(answer)).toThrow(RangeError);
    }
    for (const answer of [[], [rating("00")]]) {
      expect(() => twice.evaluate(answer)).toThrow(RangeError);
    }
  });
});

describe("the points of several", () => {
  test.each([
    // 2 + 1/3 and 4 + 1/3: their mean is 10/3.
    ["mean", "11 21", 3_333_333],
    // 1/3 and 1: 2/3, rounded once.
    ["mean", "01 02", 666_667],
    ["max", "11 21", 4_333_333],
    ["first", "11 21", 2_333_333],
    // |a - b| = 2 is near, 7/3 is not.
    [{ third_if_apart: 2 }, "11 21", 3_333_333],
    [{ third_if_apart: 2 }, "10 21 20", 4_166_667],
    [{ third_if_apart: 2 }, "00 20 10", 2_000_000],
  ])("by %j of %s are %d millionths", (doubleRating, levels, points) => {
    const { evaluate } = compiled({ ...essay, doubleRating });
    expect(evaluate(levels.split(" ").map(rating))).toBe(points);
  });
});

describe("limits, as everywhere after the formula", () => {
  test.each<[object, string, number]>([
    [{ min: 1 }, "00", 1],
    [{ min: 1 }, "10", 2],
    [{ max: 3 }, "22", 3],
    [{ penalty: 0.5 }, "00", -0.5],
    [{ penalty: 0.5 }, "02", 1],
    [{ penalty: 0.5, min: -0.25 }, "00", -0.25],
    [{ minIfAttempted: 0.75 }, "00", 0.75],
    [{ minIfAttempted: 0.75 }, "02", 1],
    [{ weight: "1/2" }, "20", 2],
    [{ weight: 0 }, "22", 0],
    [{ penalty: 1, min: -2, minIfAttempted: -0.5, weight: 2 }, "00", -1],
  ])("%j: %s earns %d", (limits, levels, points) => {
    expect(compiled({ ...essay, ...limits }).evaluate([rating(levels)])).toBe(points * 1_000_000);
  });

  test.each<[object, number, number]>([
    [{ max: 3 }, 3, 0],
    [{ weight: "1/2", blank: 1 }, 2.5, 0.5],
    [{ penalty: 1, minIfAttempted: 2 }, 5, 0],
    [{ min: 1, blank: -1 }, 5, 1],
  ])("%j: the maximum is %d, a blank earns %d", (limits, most, blank) => {
    const item = compiled({ ...essay, ...limits });
    expect([item.maxPoints, item.blank]).toEqual([most * 1_000_000, blank * 1_000_000]);
  });
});

test("whatever raters say earns one of the levels, within them, and the best levels the maximum", () => {
  const worth = fc.integer({ min: -6, max: 12 }).map((n) => `${n}/6`);
  const double = fc.constantFrom(undefined, "mean", "max", "first", { third_if_apart: "1/2" });
  const criteria = fc.array(fc.array(worth, { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(criteria, double, fc.infiniteStream(fc.nat(100)), (worths, doubleRating, picks) => {
      const more = doubleRating === undefined ? {} : { doubleRating };
      const { evaluate, levels, maxPoints } = compiled({
        type: "rubric",
        criteria: criteriaOf(...worths),
        ...more,
      });
      const any = () => rating(worths.map((of) => (picks.next().value ?? 0) % of.length).join(""));
      const needed = doubleRating === undefined ? 1 : 3;
      const given = Array.from({ length: needed }, any);
      expect(levels).toContain(evaluate(given));
      const best = rating(worths.map((of) => of.indexOf(largest(of))).join(""));
      expect(evaluate(given.map(() => best))).toBe(maxPoints);
      expect(levels.at(-1)).toBe(maxPoints);
    }),
    { numRuns: 300 },
  );
});

function largest(worths: readonly string[]): string {
  return worths.reduce((a, b) => (Number.parseInt(b, 10) > Number.parseInt(a, 10) ? b : a));
}

/** Each worth twice the one before, so that every choice of levels has a sum of its own. */
const doubling = (count: number) =>
  criteriaOf(...Array.from({ length: count }, (_, place) => [0, 2 ** place]));

test.each<[string[], object]>([
  [["criteria criteria_empty"], { criteria: [] }],
  [["criteria missing_field"], { criteria: undefined }],
  [["criteria.0.levels too_few_levels"], { criteria: criteriaOf([1]) }],
  [["criteria.1.levels too_few_levels"], { criteria: criteriaOf([0, 1], []) }],
  [["criteria.1.id id_repeated"], { criteria: [...criteriaOf([0, 1]), ...criteriaOf([0, 2])] }],
  [
    ["criteria.0.levels.1.id id_repeated"],
    { criteria: [{ id: "c", levels: Array(2).fill({ id: "l", points: 1 }) }] },
  ],
  [[], { criteria: criteriaOf(...Array(50).fill([0, 1])) }],
  [["criteria too_many_criteria"], { criteria: criteriaOf(...Array(51).fill([0, 1])) }],
  [[], { criteria: criteriaOf(Array(100).fill(0)) }],
  [["criteria.0.levels too_many_levels"], { criteria: criteriaOf(Array(101).fill(0)) }],
  [["criteria too_many_criteria"], { criteria: criteriaOf(...Array(1_001).fill([0, 1])) }],
  [["criteria.0.levels too_many_levels"], { criteria: criteriaOf(Array(1_001).fill(0)) }],
  [
    ["criteria.0.id id_invalid", "criteria.0.levels too_few_levels"],
    { criteria: [{ id: "c d", levels: [] }] },
  ],
  [["criteria.0.levels.1.points number_invalid"], { criteria: criteriaOf([0, "1/0"]) }],
  [["criteria.0.levels.1.points points_out_of_range"], { criteria: criteriaOf([0, 2_000_000]) }],
  [["weight points_out_of_range"], { criteria: criteriaOf(...Array(5).fill([0, 1_000_000])) }],
  // 2^14 sums are few enough, 2^15 are not; of pairs, those of 2^10 are, and of 2^11 are not.
  [[], { criteria: doubling(14) }],
  [["criteria too_many_sums"], { criteria: doubling(15) }],
  [[], { criteria: doubling(11), doubleRating: "max" }],
  [["criteria too_many_sums"], { criteria: doubling(11), doubleRating: "mean" }],
  [["criteria too_many_sums"], { criteria: doubling(11), doubleRating: { third_if_apart: 1 } }],
  [[], { criteria: doubling(10), doubleRating: "mean" }],
  [["doubleRating wrong_type"], { doubleRating: "median" }],
  [["doubleRating.third_if_apart missing_field"], { doubleRating: {} }],
  [["doubleRating.third_if_apart negative"], { doubleRating: { third_if_apart: -1 } }],
  [[], { doubleRating: { third_if_apart: 0 } }],
  [["doubleRating.fourth unknown_field"], { doubleRating: { third_if_apart: 1, fourth: 2 } }],
  [["min lower_above_upper"], { min: 2, max: 1 }],
  [["key unknown_field"], { key: "c0" }],
  [["points unknown_field"], { points: 5 }],
])("has the faults %j", (faults, more) => {
  expect(faultsOf({ ...essay, ...more })).toEqual(faults);
});

test("what doubleRating may be is named, the object with its field", () => {
  const parsed = parseDefinition({ items: [{ id: "q", ...essay, doubleRating: "median" }] });
  expect(parsed).toMatchObject({
    error: [
      { message: 'must be "mean", "max", "first" or an object such as {"third_if_apart":2}' },
    ],
  });
});

test.each<[object, string[]]>([
  [essay, []],
  [{ criteria: criteriaOf([0, 0, 1, 1]) }, []],
  [{ criteria: criteriaOf([-2, "-1/3", "1/3", 0.333334]) }, []],
  [{ criteria: criteriaOf([0, 2, 1]) }, ["criteria.0.levels.2.points levels_not_ascending"]],
  // Once a criterion.
  [
    { criteria: criteriaOf([0, 1], [3, 2, 1], [0, "1/3", 0.333333]) },
    [
      "criteria.1.levels.1.points levels_not_ascending",
      "criteria.2.levels.2.points levels_not_ascending",
    ],
  ],
  [{ blank: 6 }, ["blank blank_above_maximum"]],
  [{ max: 3, blank: 3 }, []],
])("%j has the warnings %j", (more, warnings) => {
  expect(warningsOf({ ...essay, ...more })).toEqual(warnings);
});
