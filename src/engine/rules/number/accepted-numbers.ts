/**
 * Which numbers an item's keys accept: each key has an interval around it.
 *
 *     tolerance.absolute t, or [t0, t1]   key - t0 <= x <= key + t1
 *     tolerance.relative r                |x - key| <= |key| · r/100
 *     decimalPlaces, significantFigures   equal after rounding both
 *     none of these                       x = key
 *
 * `inclusive: [false, true]` takes a bound of a tolerance out. A key that says
 * how close is close enough says it instead of the item.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { exact, ExactNumber, Points, type Quantity } from "../../definition/quantity.ts";
import {
  absolute,
  add,
  multiply,
  rational,
  type Rational,
  subtract,
  ZERO,
} from "../../numbers/rational.ts";

import type { Interval } from "./interval.ts";
import { sameToFigures, sameToPlaces } from "./same-after-rounding.ts";

const Distance = v.pipe(
  ExactNumber,
  v.check((value) => exact(value).p >= 0n, coded("negative", "must not be negative")),
);

function digitCount(least: number) {
  return v.pipe(
    v.number(),
    v.integer(coded("not_whole", "must be a whole number")),
    v.minValue(least, coded("digits_out_of_range", `must be at least ${least}`)),
    v.maxValue(100, coded("digits_out_of_range", "must be at most 100")),
  );
}

/** How close is close enough; at most one of the three. */
export const closenessFields = {
  tolerance: v.exactOptional(
    v.strictObject({
      absolute: v.exactOptional(v.union([Distance, v.strictTuple([Distance, Distance])])),
      relative: v.exactOptional(Distance),
    }),
  ),
  decimalPlaces: v.exactOptional(digitCount(0)),
  significantFigures: v.exactOptional(digitCount(1)),
};

export const Inclusive = v.strictTuple([v.boolean(), v.boolean()]);

const AcceptedNumber = v.strictObject({
  answer: ExactNumber,
  points: v.exactOptional(Points),
  ...closenessFields,
  inclusive: v.exactOptional(Inclusive),
});

/** One number, or several that are all accepted. */
export const NumberKey = v.union([
  ExactNumber,
  v.pipe(
    v.array(v.union([ExactNumber, AcceptedNumber])),
    v.minLength(1, coded("key_empty", "must name at least one number")),
    v.maxLength(1_000, coded("too_many_answers", "must name at most 1,000 numbers")),
  ),
]);

const KINDS = ["tolerance", "decimalPlaces", "significantFigures"] as const;

interface Closeness {
  readonly tolerance?: {
    readonly absolute?: Quantity | readonly [Quantity, Quantity];
    readonly relative?: Quantity;
  };
  readonly decimalPlaces?: number;
  readonly significantFigures?: number;
}

/** The part of a number item that says what is right. */
export interface NumberWorth extends Closeness {
  readonly key: v.InferOutput<typeof NumberKey>;
  readonly points: Quantity;
  readonly inclusive: readonly [boolean, boolean];
}

/** One key of an item, with all that holds for it. */
export interface KeyedNumber {
  /** Where it stands in the item, such as `key` or `key.2`. */
  readonly path: string;
  readonly value: Rational;
  readonly points: Quantity;
  readonly closeness: Closeness;
  /** Where `closeness` stands: `` in the item, `key.2.` in the key. */
  readonly closenessPath: string;
  readonly inclusive: readonly [boolean, boolean];
  readonly inclusivePath: string;
}

export function keyedNumbers(item: NumberWorth): KeyedNumber[] {
  const { key } = item;
  if (!Array.isArray(key)) return [keyedNumber(item, key, "key")];
  return key.map((accepted, place) => keyedNumber(item, accepted, `key.${place}`));
}

function keyedNumber(
  item: NumberWorth,
  accepted: Quantity | v.InferOutput<typeof AcceptedNumber>,
  path: string,
): KeyedNumber {
  const own = typeof accepted === "object" ? accepted : { answer: accepted };
  const isOwn = KINDS.some((kind) => kind in own);
  return {
    path,
    value: exact(own.answer),
    points: own.points ?? item.points,
    closeness: isOwn ? own : item,
    closenessPath: isOwn ? `${path}.` : "",
    inclusive: own.inclusive ?? item.inclusive,
    inclusivePath: own.inclusive === undefined ? "inclusive" : `${path}.inclusive`,
  };
}

/** The kinds of closeness that are given; more than one would contradict each other. */
export function kindsOf(closeness: Closeness): readonly (typeof KINDS)[number][] {
  return KINDS.filter((kind) => closeness[kind] !== undefined);
}

export function isRounding({ decimalPlaces, significantFigures }: Closeness): boolean {
  return decimalPlaces !== undefined || significantFigures !== undefined;
}

/** @param key Faultless: with one kind of closeness at most, and not 0 where that needs a scale. */
export function acceptedInterval({ value, closeness, inclusive }: KeyedNumber): Interval {
  const { decimalPlaces, significantFigures } = closeness;
  if (decimalPlaces !== undefined) return sameToPlaces(value, decimalPlaces);
  if (significantFigures !== undefined) return sameToFigures(value, significantFigures);

  const [below, above] = distances(closeness.tolerance, value);
  const [fromBelongs, toBelongs] = inclusive;
  return { from: subtract(value, below), to: add(value, above), fromBelongs, toBelongs };
}

function distances(tolerance: Closeness["tolerance"], value: Rational): [Rational, Rational] {
  if (tolerance?.relative !== undefined) {
    const share = multiply(exact(tolerance.relative), rational(1n, 100n));
    const distance = multiply(absolute(value), share);
    return [distance, distance];
  }
  const given = tolerance?.absolute;
  if (given === undefined) return [ZERO, ZERO];
  if (typeof given === "object") return [exact(given[0]), exact(given[1])];
  return [exact(given), exact(given)];
}
