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
import { exact, Points } from "../../definition/quantity.ts";
import type { Rational } from "../../numbers/rational.ts";
import {
  mapFields,
  mapLimitsAreOrdered,
  mappedSum,
  mappedSums,
  TOO_MANY_SUMS,
} from "../points-map.ts";
import type { Check, Formula } from "../rule.ts";

import { mapNamesPairs, sidesAreDistinct } from "./check-pairs.ts";
import { matchFields } from "./match-fields.ts";
import { pairFormula } from "./pair-formula.ts";
import { nameOf, sidesOf } from "./pairs.ts";

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
  reads: ["left", "right", "map"],
  faults: (item) => (mappedSums(item.map, worthsOf(item)) === null ? [TOO_MANY_SUMS] : []),
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
    const values = mappedSums(item.map, worthsOf(item));
    if (values === null) throw new RangeError(`too many sums of points: ${item.id}`);
    return pairFormula(item, {
      values,
      points: (pairs) => {
        const worths = Array.from(pairs, (pair) => table.get(pair) ?? other);
        return mappedSum(item.map, worths);
      },
    });
  },
};

/** Of every pair that there is. */
function worthsOf(item: MapItem): Rational[] {
  const { left, right } = sidesOf(item);
  const others = left.size * right.size - item.map.entries.length;
  const other = exact(item.map.default);
  return [
    ...item.map.entries.map(([, , worth]) => exact(worth)),
    ...Array.from({ length: Math.max(0, others) }, () => other),
  ];
}
