/**
 * Areas of a picture, whatever their shape.
 *
 * @module
 */

import * as v from "valibot";

import type { Rational } from "../../numbers/rational.ts";

import { circle } from "./circle.ts";
import { ellipse } from "./ellipse.ts";
import { polygon } from "./polygon.ts";
import { rectangle } from "./rectangle.ts";
import type { Shape } from "./shape.ts";

/** A new shape is its file and its line here. */
const shapes = { circle, rectangle, ellipse, polygon };

export const Area = v.variant("shape", [circle.Area, rectangle.Area, ellipse.Area, polygon.Area]);
export type Area = v.InferOutput<typeof Area>;

/** Whether a point lies in the area or on its edge: exactly, on every runtime. */
export function areaTest(area: Area): (x: Rational, y: Rational) => boolean {
  const shape: Shape<Area> = shapes[area.shape];
  const numbers = shape.numbers(area);
  const denominator = numbers.reduce((shared, { q }) => leastCommonMultiple(shared, q), 1n);
  const scaled = numbers.map(({ p, q }) => (p * denominator) / q);
  return (x, y) => {
    const both = x.q * y.q;
    const placed = both === 1n ? scaled : scaled.map((number) => number * both);
    return shape.contains(placed, x.p * y.q * denominator, y.p * x.q * denominator);
  };
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
