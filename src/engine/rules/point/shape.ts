/**
 * What every shape of an area provides.
 *
 * @module
 */

import * as v from "valibot";

import { Points } from "../../definition/quantity.ts";
import type { Rational } from "../../numbers/rational.ts";

/** What every area has beside its shape. */
export const areaFields = {
  /** What a point in the area is worth. */
  points: v.optional(Points, 1),
};

/** Methods, so that the shape of one kind of area stands among all. */
export interface Shape<Area> {
  /** The numbers that make the area. */
  numbers(area: Area): readonly Rational[];
  /**
   * The test on whole numbers: those of `numbers` and of the point, all times
   * the same. No fraction is left to round, and multiplying moves nothing across
   * an edge.
   */
  contains(numbers: readonly bigint[], x: bigint, y: bigint): boolean;
}
