/**
 * Places on a picture, as exact decimals in whatever unit the picture has.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { exact, ExactNumber } from "../../definition/quantity.ts";
import { absolute, compare, rational } from "../../numbers/rational.ts";

const FARTHEST = rational(1_000_000_000n);
const FINEST = 10n ** 12n;

const Coordinate = v.pipe(
  ExactNumber,
  v.check(
    (value) => FINEST % exact(value).q === 0n,
    coded("too_many_decimals", "must be a decimal number with at most twelve decimals"),
  ),
  v.check(
    (value) => compare(absolute(exact(value)), FARTHEST) <= 0,
    coded("coordinate_out_of_range", "must lie between -1,000,000,000 and 1,000,000,000"),
  ),
);

/** A distance that is not 0. */
export const Length = v.pipe(
  Coordinate,
  v.check((value) => exact(value).p > 0n, coded("not_positive", "must be greater than 0")),
);

/** [x, y]. */
export const Position = v.strictTuple([Coordinate, Coordinate]);
export type Position = v.InferOutput<typeof Position>;
