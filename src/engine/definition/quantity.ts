/**
 * Numbers of a definition: a JSON number, its digits as text ("0.25"), or a
 * fraction ("1/3"), all read exactly.
 *
 * @module
 */

import * as v from "valibot";

import { parseQuantity } from "../numbers/decimal.ts";
import { absolute, compare, rational, type Rational } from "../numbers/rational.ts";

import { coded } from "./coded-message.ts";

const MOST_POINTS = rational(1_000_000n);
/** 5,000 items of a million points. */
const LARGEST_CUT = rational(5_000_000_000n);

const written = v.union([v.number(), v.string()]);

/** Any exact number: what a candidate's number is compared with. */
export const ExactNumber = v.pipe(
  written,
  v.check(
    (value) => parseQuantity(value) !== null,
    coded("number_invalid", 'must be a number such as 2, "0.25" or "1/3"'),
  ),
);
export type Quantity = v.InferOutput<typeof ExactNumber>;

/** Points or a share of them: at most six decimals, or a fraction. */
export const Points = v.pipe(
  ExactNumber,
  v.check(
    (value) => isFraction(value) || hasSixDecimals(value),
    coded("too_many_decimals", 'must have at most six decimals; write thirds as "1/3"'),
  ),
  v.check(
    (value) => isWithin(value, MOST_POINTS),
    coded("points_out_of_range", "must lie between -1,000,000 and 1,000,000"),
  ),
);

export const PositivePoints = v.pipe(
  Points,
  v.check((value) => exact(value).p >= 0n, coded("negative", "must not be negative")),
);

/** A limit that totals are compared with, in whole micropoints or millionths of a percent. */
export const Cut = v.pipe(
  ExactNumber,
  v.check(
    (value) => hasSixDecimals(value),
    coded("too_many_decimals", "must be a decimal number with at most six decimals"),
  ),
  v.check(
    (value) => isWithin(value, LARGEST_CUT),
    coded("cut_out_of_range", "must lie between -5,000,000,000 and 5,000,000,000"),
  ),
);

const LARGEST_DENOMINATOR = 10n ** 18n;

/** A number of a norm or of a transform: exact, and short enough to compute with. */
export const NormNumber = v.pipe(
  ExactNumber,
  v.check(
    (value) => isWithin(value, LARGEST_CUT) && exact(value).q <= LARGEST_DENOMINATOR,
    coded("out_of_range", "must lie between -5,000,000,000 and 5,000,000,000, with 18 decimals"),
  ),
);

export const PositiveNormNumber = v.pipe(
  NormNumber,
  v.check((value) => exact(value).p > 0n, coded("not_positive", "must be greater than 0")),
);

/** Of a member of a scale: one that counts nothing is left out instead. */
export const PositiveWeight = v.pipe(
  Points,
  v.check((value) => exact(value).p > 0n, coded("not_positive", "must be greater than 0")),
);

/**
 * The exact value of a checked quantity.
 *
 * @throws RangeError for text that no schema of this file lets through.
 */
export function exact(value: Quantity): Rational {
  const parsed = parseQuantity(value);
  if (parsed === null) throw new RangeError(`not a quantity: ${value}`);
  return parsed;
}

function isFraction(value: Quantity): boolean {
  return typeof value === "string" && value.includes("/");
}

function hasSixDecimals(value: Quantity): boolean {
  return !isFraction(value) && 1_000_000n % exact(value).q === 0n;
}

function isWithin(value: Quantity, limit: Rational): boolean {
  return compare(absolute(exact(value)), limit) <= 0;
}
