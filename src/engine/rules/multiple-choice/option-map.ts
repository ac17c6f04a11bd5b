/**
 * A table says what each selected option is worth.
 *
 *     points = clamp(Σ (map.entries[s], or map.default), map.lower, map.upper), s ∈ S
 *
 * There is no key, and `points` beside the table is refused; see `points-map.ts`.
 *
 * @module
 */

import * as v from "valibot";

import { ZERO } from "../../numbers/rational.ts";
import { optionsAreDistinct } from "../check-options.ts";
import { ChoiceMap, mapNamesOptions, worthOfOptions } from "../choice-map.ts";
import type { Answer } from "../compiled-item.ts";
import { mapLimitsAreOrdered, mappedSum, mappedSums, TOO_MANY_SUMS } from "../points-map.ts";
import type { Check, Formula } from "../rule.ts";
import { shownWorths } from "../trace-answer.ts";

import { selectionFields } from "./multiple-choice-fields.ts";
import { selection } from "./selection.ts";

const MapItem = v.strictObject({
  ...selectionFields,
  rule: v.optional(v.literal("map"), "map"),
  map: ChoiceMap,
});
type MapItem = v.InferOutput<typeof MapItem>;

/** Scoring counts responses by points, so an item must not have millions of them. */
const sumsAreFew: Check<MapItem> = {
  reads: ["options", "map", "emptyMeans"],
  faults: (item) => (possibleSums(item) === null ? [TOO_MANY_SUMS] : []),
};

const checks: readonly Check<MapItem>[] = [
  optionsAreDistinct,
  mapNamesOptions,
  mapLimitsAreOrdered,
  sumsAreFew,
];

export const optionMap = {
  Item: MapItem,
  checks,
  formula(item: MapItem): Formula {
    const options = new Set(item.options);
    const worths = worthOfOptions(item);
    const emptyIsOmitted = item.emptyMeans === "omitted";
    const sums = possibleSums(item);
    if (sums === null) throw new RangeError(`too many sums of points: ${item.id}`);
    const worthsOf = (answer: Answer) =>
      Array.from(selection(answer, options), (option) => worthOf(option));
    const worthOf = (option: string) => [option, worths.get(option) ?? ZERO] as const;
    return {
      values: emptyIsOmitted ? [...sums, null] : sums,
      points: (answer) => {
        const selected = worthsOf(answer);
        if (selected.length === 0 && emptyIsOmitted) return null;
        return mappedSum(
          item.map,
          selected.map(([, worth]) => worth),
        );
      },
      reading: (answer) => {
        const selected = worthsOf(answer);
        const normal = selected.map(([option]) => option);
        return { normal, evidence: { worths: shownWorths(selected) } };
      },
    };
  },
};

function possibleSums(item: MapItem) {
  return mappedSums(item.map, [...worthOfOptions(item).values()], item.emptyMeans === "omitted");
}
