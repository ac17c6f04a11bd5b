import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled, faultsOf, warningsOf } from "../given-item.ts";

/** Squares of 10 side by side from x = 0 on: [0, 0] to [10, 10], [20, 0] to [30, 10] … */
function squares(...points: (number | string)[]) {
  return points.map((worth, place) => ({
    shape: "rectangle",
    from: [20 * place, 0],
    to: [20 * place + 10, 10],
    points: worth,
  }));
}

/** In the n-th square; -1 is in none. */
const at = (place: number) => [20 * place + 5, 5];
const OUTSIDE = at(-1);

const item = { type: "point", areas: squares(1, 2, -0.5) };

describe("a point item", () => {
  test("adds up what each point hits", () => {
    const { evaluate, levels, maxPoints } = compiled(item);
    expect(evaluate([at(0)])).toBe(1_000_000);
    expect(evaluate([at(2), at(1)])).toBe(1_500_000);
    expect(evaluate([at(1), OUTSIDE, at(0)])).toBe(3_000_000);
    expect(evaluate([])).toBe(0);
    expect(maxPoints).toBe(3_000_000);
    expect(levels).toEqual([-0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3].map((points) => points * 1_000_000));
  });

  test("takes each area once; a point in taken areas only is worth 0, not default", () => {
    const { evaluate } = compiled({ ...item, default: -0.25 });
    expect(evaluate([at(0), at(0)])).toBe(1_000_000);
    expect(evaluate([at(0), OUTSIDE])).toBe(750_000);
    expect(evaluate([OUTSIDE, OUTSIDE, OUTSIDE])).toBe(-750_000);
  });

  test("gives a point in overlapping areas the first that is not taken", () => {
    const areas = [
      { shape: "circle", center: [0, 0], radius: 1, points: 3 },
      { shape: "circle", center: [0, 0], radius: 5, points: 1 },
      { shape: "circle", center: [3, 0], radius: 5, points: "1/2" },
    ];
    const { evaluate } = compiled({ type: "point", areas, default: -1 });
    const middle = [0, 0];
    expect(evaluate([middle])).toBe(3_000_000);
    expect(evaluate([middle, middle])).toBe(4_000_000);
    expect(evaluate([middle, middle, middle])).toBe(4_500_000);
    expect(evaluate([[4, 0], middle])).toBe(4_000_000);
    expect(
      evaluate([
        [8, 0],
        [-5, 0],
        [8, 0],
      ]),
    ).toBe(1_500_000);
  });

  test("limits the sum", () => {
    const limits = { default: -2, lower: -1, upper: 2.5 };
    const { evaluate, maxPoints, levels } = compiled({ ...item, ...limits });
    expect(evaluate([OUTSIDE])).toBe(-1_000_000);
    expect(evaluate([at(0), at(1)])).toBe(2_500_000);
    expect(maxPoints).toBe(2_500_000);
    expect([levels[0], levels.at(-1)]).toEqual([-1_000_000, 2_500_000]);
  });

  test("has the best that its number of points can reach as its maximum", () => {
    expect(compiled({ ...item, maxChoices: 1 }).maxPoints).toBe(2_000_000);
    expect(compiled({ ...item, maxChoices: 5 }).maxPoints).toBe(3_000_000);
    expect(compiled({ type: "point", areas: squares(-1) }).maxPoints).toBe(0);
  });

  test("takes an empty list for an answer, or for none, as it says", () => {
    expect(compiled({ ...item, blank: -1, lower: 0.5 }).evaluate([])).toBe(500_000);
    const omitted = compiled({ ...item, blank: -1, emptyMeans: "omitted" });
    expect(omitted.evaluate([])).toBe(-1_000_000);
  });

  test("reads coordinates as digits too, and throws for what is no list of points", () => {
    const { evaluate } = compiled({ ...item, maxChoices: 2 });
    expect(evaluate([["10", "1e1"]])).toBe(1_000_000);
    expect(evaluate([["10.000000000000000000001", 10]])).toBe(0);
    const answers = [
      [1, 2],
      "5,5",
      5,
      [[1]],
      [[1, 2, 3]],
      [["1/2", 0]],
      [["", 0]],
      { x: 1 },
      [["1e-31", 0]],
      [[0, 1e10]],
    ];
    for (const answer of [...answers, [at(0), at(1), at(2)]]) {
      expect(() => evaluate(answer)).toThrow(RangeError);
    }
  });

  test("has among its levels what any points earn", () => {
    const worth = fc.integer({ min: -4, max: 8 }).map((x) => `${x}/4`);
    const terms = fc.record(
      { default: worth, maxChoices: fc.integer({ min: 1, max: 6 }), lower: fc.constant("-1/2") },
      { requiredKeys: [] },
    );
    const areas = fc.array(worth, { minLength: 1, maxLength: 6 });
    const marks = fc.array(fc.array(fc.integer({ min: -1, max: 6 })), { maxLength: 20 });
    fc.assert(
      fc.property(areas, terms, marks, (points, extra, answers) => {
        const { evaluate, levels } = compiled({
          type: "point",
          areas: squares(...points),
          ...extra,
        });
        for (const answer of answers) {
          const places = answer.slice(0, extra.maxChoices ?? points.length).map(at);
          expect(levels).toContain(evaluate(places));
        }
      }),
    );
  });

  test("takes 100 areas of round points, and refuses too many different sums", () => {
    const many = (worth: (place: number) => string) => ({
      type: "point",
      areas: squares(...Array.from({ length: 100 }, (_, place) => worth(place))),
    });
    expect(compiled({ ...many(() => "1"), default: -0.25 }).levels.length).toBeGreaterThan(125);
    expect(faultsOf(many((place) => `1/${1_009 + place}`))).toEqual(["areas too_many_sums"]);
  });

  const circle = { shape: "circle", center: [0, 0], radius: 1 };
  const triangle = {
    shape: "polygon",
    vertices: [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
  };

  test.each<[object, string[]]>([
    [{ areas: [] }, ["areas areas_empty"]],
    [{ areas: Array(101).fill(circle) }, ["areas too_many_areas"]],
    [{ areas: [{ ...circle, radius: 0 }] }, ["areas.0.radius not_positive"]],
    [{ areas: [{ ...circle, radius: "1/3" }] }, ["areas.0.radius too_many_decimals"]],
    [{ areas: [{ ...circle, center: [2e9, 0] }] }, ["areas.0.center.0 coordinate_out_of_range"]],
    [{ areas: [{ ...circle, shape: "blob" }] }, ["areas.0.shape not_one_of"]],
    [
      {
        areas: [
          {
            ...triangle,
            vertices: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
      },
      ["areas.0.vertices too_few_vertices"],
    ],
    [
      { areas: Array(2).fill({ shape: "polygon", vertices: Array(501).fill([0, 0]) }) },
      ["areas too_many_vertices"],
    ],
    [
      { areas: [{ ...triangle, vertices: Array(1_001).fill([0, 0]) }] },
      ["areas.0.vertices too_many_vertices"],
    ],
    [{ areas: [{ shape: "rectangle", from: [1, 1], to: [2, 1] }] }, ["areas.0.to area_empty"]],
    [
      { areas: [circle, { shape: "rectangle", from: [0, 0], to: [1, 1], radius: 1, form: 2 }] },
      ["areas.1.radius unknown_field", "areas.1.form unknown_field"],
    ],
    [{ areas: [circle], lower: 1, upper: 0 }, ["lower lower_above_upper"]],
    [{ areas: [circle], maxChoices: 0 }, ["maxChoices max_choices_out_of_range"]],
    [{ areas: [circle], maxChoices: 1.5 }, ["maxChoices not_whole"]],
    [{ areas: [circle], key: [0, 0], points: 1 }, ["key unknown_field", "points unknown_field"]],
  ])("refuses %j", (given, faults) => {
    expect(faultsOf({ type: "point", ...given })).toEqual(faults);
  });

  test("warns of an upper limit that nothing reaches", () => {
    expect(warningsOf({ ...item, upper: 3 })).toEqual([]);
    expect(warningsOf({ ...item, upper: 4 })).toEqual(["upper maximum_unreachable"]);
  });
});
