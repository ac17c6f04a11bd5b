/**
 * A circle: (x - cx)² + (y - cy)² <= r².
 *
 * @module
 */

import * as v from "valibot";

import { exact } from "../../definition/quantity.ts";
import type { Rational } from "../../numbers/rational.ts";

import { Length, Position } from "./coordinate.ts";
import { areaFields } from "./shape.ts";

const Circle = v.strictObject({
  ...areaFields,
  shape: v.literal("circle"),
  center: Position,
  radius: Length,
});
type Circle = v.InferOutput<typeof Circle>;

export const circle = {
  Area: Circle,
  numbers({ center, radius }: Circle): Rational[] {
    return [...center, radius].map(exact);
  },
  contains([cx = 0n, cy = 0n, r = 0n]: readonly bigint[], x: bigint, y: bigint): boolean {
    return (x - cx) ** 2n + (y - cy) ** 2n <= r ** 2n;
  },
};
