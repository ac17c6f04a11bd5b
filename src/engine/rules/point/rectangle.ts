/**
 * A rectangle along the axes: x1 <= x <= x2 and y1 <= y <= y2.
 *
 * @module
 */

import * as v from "valibot";

import { exact } from "../../definition/quantity.ts";
import type { Rational } from "../../numbers/rational.ts";

import { Position } from "./coordinate.ts";
import { areaFields } from "./shape.ts";

const Rectangle = v.strictObject({
  ...areaFields,
  shape: v.literal("rectangle"),
  /** The corner of the lesser coordinates. */
  from: Position,
  to: Position,
});
type Rectangle = v.InferOutput<typeof Rectangle>;

export const rectangle = {
  Area: Rectangle,
  numbers({ from, to }: Rectangle): Rational[] {
    return [...from, ...to].map(exact);
  },
  contains([x1 = 0n, y1 = 0n, x2 = 0n, y2 = 0n]: readonly bigint[], x: bigint, y: bigint): boolean {
    return x1 <= x && x <= x2 && y1 <= y && y <= y2;
  },
};
