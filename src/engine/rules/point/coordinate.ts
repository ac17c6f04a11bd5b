/**
 * Places on a picture, as exact decimals in whatever unit the picture has.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { exact, ExactNumber } from "../../definition/quantity.ts";
import { decimalOf, parseDecimal } from "../../numbers/decimal.ts";
import { absolute, compare, rational, type Rational } from "../../numbers/rational.ts";

const FARTHEST = rational(1_000_000_000n);
const FINEST = 10n ** 12n;
/** A double that a browser computed has up to 17 digits, wherever they begin. */
const FINEST_ANSWER = 10n ** 30n;

const Coordinate = v.pipe(
  ExactNumber,
  v.check(
    (value) => FINEST % exact(value).q === 0n,
    coded("too_many_decimals", "must be a decimal number with at most twelve decimals"),
  ),
  v.check(
    (value) => isNear(exact(value)),
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

/**
 * A coordinate of an answer: a number or its digits as text. Bounded, so that no
 * answer costs more than its length.
 *
 * @returns null for anything else, and beyond ±1,000,000,000 or 30 decimals.
 */
export function coordinateOf(value: unknown): Rational | null {
  const exactly = numberOf(value);
  return exactly !== null && FINEST_ANSWER % exactly.q === 0n && isNear(exactly) ? exactly : null;
}

function numberOf(value: unknown): Rational | null {
  if (typeof value === "number") return Number.isFinite(value) ? decimalOf(value) : null;
  return typeof value === "string" ? parseDecimal(value) : null;
}

function isNear(value: Rational): boolean {
  return compare(absolute(value), FARTHEST) <= 0;
}
