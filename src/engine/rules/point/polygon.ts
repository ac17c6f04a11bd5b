/**
 * A polygon, closed by itself: on an edge, or inside by the even-odd rule: a
 * line from the point to the right crosses an odd number of edges. Where the
 * polygon overlaps itself twice, that is outside. O(vertices).
 *
 * An edge counts with its lower end and without its upper one, so a line
 * through a vertex crosses the two edges there once or not at all, and never
 * a level one.
 *
 * Source: arXiv:1207.3502 has an even-odd algorithm for polygons that cross
 * themselves, with its special cases.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { exact } from "../../definition/quantity.ts";
import type { Rational } from "../../numbers/rational.ts";

import { Position } from "./coordinate.ts";
import { areaFields } from "./shape.ts";

export const MOST_VERTICES = 1_000;

const Polygon = v.strictObject({
  ...areaFields,
  shape: v.literal("polygon"),
  vertices: v.pipe(
    v.array(Position),
    v.minLength(3, coded("too_few_vertices", "must list at least 3 vertices")),
    v.maxLength(MOST_VERTICES, coded("too_many_vertices", "must list at most 1,000 vertices")),
  ),
});
type Polygon = v.InferOutput<typeof Polygon>;

export const polygon = {
  Area: Polygon,
  numbers({ vertices }: Polygon): Rational[] {
    return vertices.flat().map(exact);
  },
  contains(numbers: readonly bigint[], x: bigint, y: bigint): boolean {
    let [ax = 0n, ay = 0n] = numbers.slice(-2);
    let isInside = false;
    for (let at = 0; at < numbers.length; at += 2) {
      const [bx, by] = [numbers[at] as bigint, numbers[at + 1] as bigint];
      // Which side of the line from a to b: 0 is on it.
      const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
      if (side === 0n && isBetween(ax, x, bx) && isBetween(ay, y, by)) return true;
      if (ay <= y !== by <= y && side > 0n === by > ay) isInside = !isInside;
      [ax, ay] = [bx, by];
    }
    return isInside;
  },
};

function isBetween(a: bigint, value: bigint, b: bigint): boolean {
  return a < b ? a <= value && value <= b : b <= value && value <= a;
}
