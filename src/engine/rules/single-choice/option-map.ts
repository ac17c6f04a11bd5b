/**
 * A table says what each option is worth.
 *
 *     points = clamp(map.entries[a], or map.default, map.lower, map.upper)
 *
 * There is no key, and `points` beside the table is refused; see `points-map.ts`.
 *
 * @module
 */

import * as v from "valibot";

import { fractionText, ZERO } from "../../numbers/rational.ts";
import { optionsAreDistinct } from "../check-options.ts";
import { ChoiceMap, mapNamesOptions, worthOfOptions } from "../choice-map.ts";
import { mapLimitsAreOrdered, mappedSum } from "../points-map.ts";
import type { Check, Formula } from "../rule.ts";

import { optionTable } from "./option-table.ts";
import { singleChoiceFields } from "./single-choice-fields.ts";

const MapItem = v.strictObject({
  ...singleChoiceFields,
  rule: v.optional(v.literal("map"), "map"),
  map: ChoiceMap,
});
type MapItem = v.InferOutput<typeof MapItem>;

const checks: readonly Check<MapItem>[] = [
  optionsAreDistinct,
  mapNamesOptions,
  mapLimitsAreOrdered,
];

export const optionMap = {
  Item: MapItem,
  checks,
  formula(item: MapItem): Formula {
    const worths = worthOfOptions(item);
    const worthOf = (option: string) => worths.get(option) ?? ZERO;
    return optionTable(
      item.options,
      (option) => mappedSum(item.map, [worthOf(option)]),
      (option) => ({ worth: fractionText(worthOf(option)) }),
    );
  },
};
