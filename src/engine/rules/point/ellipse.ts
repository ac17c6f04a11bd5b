/**
 * An ellipse along the axes: ((x - cx)/rx)² + ((y - cy)/ry)² <= 1, multiplied
 * out so that nothing is divided.
 *
 * @module
 */

import * as v from "valibot";

import { exact } from "../../definition/quantity.ts";
import type { Rational } from "../../numbers/rational.ts";

import { Length, Position } from "./coordinate.ts";
import { areaFields } from "./shape.ts";

const Ellipse = v.strictObject({
  ...areaFields,
  shape: v.literal("ellipse"),
  center: Position,
  /** Half its width, half its height. */
  radii: v.strictTuple([Length, Length]),
});
type Ellipse = v.InferOutput<typeof Ellipse>;

export const ellipse = {
  Area: Ellipse,
  numbers({ center, radii }: Ellipse): Rational[] {
    return [...center, ...radii].map(exact);
  },
  contains([cx = 0n, cy = 0n, rx = 0n, ry = 0n]: readonly bigint[], x: bigint, y: bigint): boolean {
    return ((x - cx) * ry) ** 2n + ((y - cy) * rx) ** 2n <= (rx * ry) ** 2n;
  },
};
