/**
 * Every option is worth its own points ("partial credit", "option weighting").
 *
 *     points = optionPoints[option], 0 for an option that the table leaves out
 *
 * These are points, not shares, so `points` beside them is refused.
 *
 * @module
 */

import * as v from "valibot";

import { PointsByOption } from "../../definition/points-by-option.ts";
import { exact } from "../../definition/quantity.ts";
import { fractionText } from "../../numbers/rational.ts";
import { optionsAreDistinct, tableNamesOptions } from "../check-options.ts";
import type { Check, Formula } from "../rule.ts";

import { optionTable } from "./option-table.ts";
import { singleChoiceFields } from "./single-choice-fields.ts";

const OptionPointsItem = v.strictObject({
  ...singleChoiceFields,
  rule: v.optional(v.literal("option_points"), "option_points"),
  optionPoints: PointsByOption,
});
type OptionPointsItem = v.InferOutput<typeof OptionPointsItem>;

const checks: readonly Check<OptionPointsItem>[] = [
  optionsAreDistinct,
  tableNamesOptions("optionPoints"),
];

export const optionPoints = {
  Item: OptionPointsItem,
  checks,
  formula(item: OptionPointsItem): Formula {
    const table = new Map(Object.entries(item.optionPoints));
    const worthOf = (option: string) => exact(table.get(option) ?? 0);
    return optionTable(item.options, worthOf, (option) => ({
      worth: fractionText(worthOf(option)),
    }));
  },
};
