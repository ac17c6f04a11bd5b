/**
 * Every pair is worth its own points, which are added up and limited ("response
 * mapping").
 *
 *     points = clamp(Σ (entry of the pair, or `default`), lower, upper)
 *
 * `map.entries` lists [left, right, points], because no separator could tell
 * the two names apart. There is no key: the table is it.
 *
 * Also known from: the `mapResponse` of QTI for responses of directed pairs.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { limitedFields, Option } from "../../definition/item-fields.ts";
import { exact, Points, type Quantity } from "../../definition/quantity.ts";
import { divide, multiply, rational, type Rational, subtract } from "../../numbers/rational.ts";
import { MOST_SUMS, subsetSums } from "../multiple-choice/subset-sums.ts";
import { mapFields, mapLimitsAreOrdered, mappedSum, TOO_MANY_SUMS } from "../points-map.ts";
import type { Check, Formula } from "../rule.ts";
import { shownWorths } from "../trace-answer.ts";

import { mapNamesPairs, sidesAreDistinct } from "./check-pairs.ts";
import { matchFields } from "./match-fields.ts";
import { pairFormula } from "./pair-formula.ts";
import { nameOf, pairOf, sidesOf } from "./pairs.ts";

const PairEntries = v.pipe(
  v.array(v.strictTuple([Option, Option, Points])),
  v.minLength(1, coded("map_empty", "must name at least one pair")),
  v.maxLength(240, coded("too_many_pairs", "must name at most 240 pairs")),
);

const MapItem = v.strictObject({
  ...limitedFields,
  ...matchFields,
  rule: v.optional(v.literal("map"), "map"),
  map: v.strictObject(mapFields(PairEntries)),
});
type MapItem = v.InferOutput<typeof MapItem>;

const sumsAreFew: Check<MapItem> = {
  reads: ["left", "right", "map", "emptyMeans"],
  faults: (item) => (possiblePoints(item) === null ? [TOO_MANY_SUMS] : []),
};

const checks: readonly Check<MapItem>[] = [
  sidesAreDistinct,
  mapNamesPairs,
  mapLimitsAreOrdered,
  sumsAreFew,
];

export const map = {
  Item: MapItem,
  checks,
  formula(item: MapItem): Formula {
    const table = new Map(item.map.entries.map(([l, r, worth]) => [nameOf(l, r), exact(worth)]));
    const other = exact(item.map.default);
    const worthOf = (pair: string) => table.get(pair) ?? other;
    const values = possiblePoints(item);
    if (values === null) throw new RangeError(`too many sums of points: ${item.id}`);
    return pairFormula(item, {
      values,
      points: (pairs) => {
        return mappedSum(item.map, Array.from(pairs, worthOf));
      },
      evidence: (pairs) => {
        const worths = Array.from(pairs, (pair) => [pairOf(pair), worthOf(pair)] as const);
        return { worths: shownWorths(worths) };
      },
    });
  },
};

/** Of every choice of entries, with other pairs up to the first that changes nothing any more. */
function possiblePoints(item: MapItem): Rational[] | null {
  const { map: table } = item;
  const entries = table.entries.map(([, , worth]) => exact(worth));
  const possible = subsetSums(entries, MOST_SUMS);
  if (possible === null) return null;
  const { left, right } = sidesOf(item);
  const others = left.size * right.size - entries.length;
  const other = exact(table.default);
  const limit = other.p < 0n ? table.lower : table.upper;
  const values: Rational[] = [];
  // Where a list without pairs is no answer, one without entries has another pair.
  const isEmptyAlone = possible.ofSome.length < possible.sums.length;
  const needsOther = item.emptyMeans === "omitted" && isEmptyAlone;
  for (const sum of possible.sums) {
    const fewest = needsOther && sum.p === 0n ? 1 : 0;
    const most = Math.min(others, Math.max(fewest, othersUntil(limit, sum, other) ?? others));
    if (values.length + most >= MOST_SUMS) return null;
    for (let count = fewest; count <= most; count++) {
      values.push(mappedSum(table, [sum, multiply(other, rational(BigInt(count)))]));
    }
  }
  return values;
}

/** How many other pairs change anything until the limit is met; null where nothing limits them. */
function othersUntil(limit: Quantity | undefined, sum: Rational, other: Rational): number | null {
  if (other.p === 0n) return 0;
  return limit === undefined ? null : ceiling(divide(subtract(exact(limit), sum), other));
}

/** The least whole number that is not less, and at least 0. */
function ceiling({ p, q }: Rational): number {
  return p <= 0n ? 0 : Number((p + q - 1n) / q);
}
