/**
 * What a table of points says about the options of an item.
 *
 * @module
 */

import * as v from "valibot";

import { PointsByOption } from "../definition/points-by-option.ts";
import { exact } from "../definition/quantity.ts";
import type { Rational } from "../numbers/rational.ts";

import { namesOfOptions } from "./check-options.ts";
import { mapFields } from "./points-map.ts";
import type { Check } from "./rule.ts";

export const ChoiceMap = v.strictObject(mapFields(PointsByOption));

export interface MappedItem {
  readonly options: readonly string[];
  readonly map: v.InferOutput<typeof ChoiceMap>;
}

export const mapNamesOptions: Check<MappedItem> = {
  reads: ["options", "map"],
  faults: ({ options, map }) => namesOfOptions("map.entries", map.entries, options),
};

/** Every option with its entry, or the `default`. */
export function worthOfOptions({ options, map }: MappedItem): ReadonlyMap<string, Rational> {
  const entries = new Map(Object.entries(map.entries));
  return new Map(options.map((option) => [option, exact(entries.get(option) ?? map.default)]));
}
