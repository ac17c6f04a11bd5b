import { describe, expect, test } from "bun:test";
import fc from "fast-check";

import { compiled } from "../given-item.ts";

type Place = readonly [x: number, y: number];

/** Whether the area holds each point of the grid from -size to size. */
function held(area: object, size: number): Map<string, boolean> {
  const { evaluate } = compiled({ type: "point", areas: [area] });
  return new Map(grid(size).map((place) => [String(place), evaluate([place]) === 1_000_000]));
}

function grid(size: number): Place[] {
  const steps = Array.from({ length: 2 * size + 1 }, (_, step) => step - size);
  return steps.flatMap((x) => steps.map((y): Place => [x, y]));
}

function expectHeld(area: object, size: number, isInside: (x: number, y: number) => boolean): void {
  const actual = held(area, size);
  for (const place of grid(size)) expect(actual.get(String(place))).toBe(isInside(...place));
}

const coordinate = fc.integer({ min: -5, max: 5 });
const place = fc.tuple(coordinate, coordinate);

describe("on a grid of whole numbers, edges included", () => {
  test("a circle is what lies within its radius", () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 6 }), ([cx, cy], radius) => {
        expectHeld({ shape: "circle", center: [cx, cy], radius }, 8, (x, y) => {
          return (x - cx) * (x - cx) + (y - cy) * (y - cy) <= radius * radius;
        });
      }),
      { numRuns: 30 },
    );
  });

  test("an ellipse is a circle that was stretched", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }), (r, by) => {
        expectHeld({ shape: "ellipse", center: [1, -1], radii: [r * by, r] }, 8, (x, y) => {
          // Column by column, from the circle of radius r·by.
          const square = r * by * (r * by) - (x - 1) * (x - 1);
          return (y + 1) * (y + 1) * by * by <= square;
        });
      }),
      { numRuns: 30 },
    );
  });

  test("a rectangle is what lies between its corners", () => {
    const extent = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(place, extent, extent, ([x1, y1], width, height) => {
        const area = { shape: "rectangle", from: [x1, y1], to: [x1 + width, y1 + height] };
        const xs = Array.from({ length: width + 1 }, (_, step) => x1 + step);
        const ys = Array.from({ length: height + 1 }, (_, step) => y1 + step);
        expectHeld(area, 8, (x, y) => xs.includes(x) && ys.includes(y));
      }),
      { numRuns: 30 },
    );
  });

  test("a polygon, crossing itself or not, is what an odd number of its edges surrounds", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 3, maxLength: 9 }), (vertices) => {
        expectHeld({ shape: "polygon", vertices }, 7, (x, y) => surrounds(vertices, [x, y]));
      }),
      { numRuns: 150 },
    );
  });

  test("a five-pointed star has a hole in its middle", () => {
    const vertices = [
      [0, 100],
      [59, -81],
      [-95, 31],
      [95, 31],
      [-59, -81],
    ];
    const { evaluate } = compiled({ type: "point", areas: [{ shape: "polygon", vertices }] });
    const worths = [
      [0, 0],
      [0, 60],
      [0, 100],
      [0, 31],
      [40, -50],
      [0, -81],
    ].map((at) => evaluate([at]));
    expect(worths).toEqual([0, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 0]);
  });
});

/**
 * Another way to the same answer. The edges' own points of the grid are listed
 * one by one; for others a line goes off at a slope of 1 in 1009, which no other
 * point of the grid lies on, and its crossings are counted.
 */
function surrounds(vertices: readonly Place[], point: Place): boolean {
  const edges = vertices.map((a, at): [Place, Place] => [a, vertices.at(at - 1) ?? a]);
  if (edges.some(([a, b]) => stepsAlong(a, b).some((step) => String(step) === String(point)))) {
    return true;
  }
  const far: Place = [point[0] + 1009, point[1] + 1];
  const crossings = edges.filter(
    ([a, b]) =>
      turn(a, b, point) * turn(a, b, far) < 0 && turn(point, far, a) * turn(point, far, b) < 0,
  );
  return crossings.length % 2 === 1;
}

/** The points of the grid on the way from a to b. */
function stepsAlong([ax, ay]: Place, [bx, by]: Place): Place[] {
  const parts = divisor(Math.abs(bx - ax), Math.abs(by - ay));
  if (parts === 0) return [[ax, ay]];
  return Array.from({ length: parts + 1 }, (_, part): Place => {
    return [ax + ((bx - ax) / parts) * part, ay + ((by - ay) / parts) * part];
  });
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function turn([ax, ay]: Place, [bx, by]: Place, [x, y]: Place): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

describe("in decimals", () => {
  const triples = [
    [3, 4, 5],
    [5, 12, 13],
    [20, 21, 29],
    [119, 120, 169],
  ] as const;

  test("a point on a circle's edge is in it, and one 12 decimals outside is not", () => {
    let misjudged = 0;
    for (const [a, b, r] of triples) {
      for (const digits of [1, 2, 3, 7]) {
        const at = (n: number) => `${n}e-${digits}`;
        const area = { shape: "circle", center: [at(1), at(1)], radius: at(r) };
        const { evaluate } = compiled({ type: "point", areas: [area] });
        expect(evaluate([[at(1 + a), at(1 + b)]])).toBe(1_000_000);
        expect(evaluate([[at(1 + a), `${at(1 + b)}`.replace("e", ".000000000001e")]])).toBe(0);
        const [x, y] = [Number(at(1 + a)) - Number(at(1)), Number(at(1 + b)) - Number(at(1))];
        if (x ** 2 + y ** 2 > Number(at(r)) ** 2) misjudged++;
      }
    }
    // What doubles would have refused.
    expect(misjudged).toBeGreaterThan(0);
  });

  test("a point on a sloping edge is in the polygon, whichever way round it is drawn", () => {
    const vertices = [
      ["0.1", "0.1"],
      ["0.7", "0.3"],
      [0.1, 0.9],
    ];
    for (const given of [vertices, vertices.toReversed()]) {
      const { evaluate } = compiled({
        type: "point",
        areas: [{ shape: "polygon", vertices: given }],
      });
      const worths = [
        ["0.4", "0.2"],
        [0.4, "0.1999999999999"],
        ["0.4", "0.6"],
        [0.1, 0.5],
      ].map((at) => evaluate([at]));
      expect(worths).toEqual([1_000_000, 0, 1_000_000, 1_000_000]);
    }
  });

  test("all is the same at another place and in another unit", () => {
    const vertices = fc.array(place, { minLength: 3, maxLength: 7 });
    const exponent = fc.integer({ min: -9, max: 5 });
    fc.assert(
      fc.property(vertices, place, exponent, (given, at, power) => {
        const moved = ([x, y]: Place) => [`${x + 1_000}e${power}`, `${y - 700}e${power}`];
        const here = compiled({ type: "point", areas: [{ shape: "polygon", vertices: given }] });
        const areas = [{ shape: "polygon", vertices: given.map(moved) }];
        const there = compiled({ type: "point", areas });
        expect(there.evaluate([moved(at)])).toBe(here.evaluate([at]));
      }),
      { numRuns: 300 },
    );
  });
});
