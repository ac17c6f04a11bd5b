/**
 * Number-right scoring with a deduction for wrong guesses ("formula scoring",
 * "correction for guessing").
 *
 *     points =  M              right
 *            = -M · r/(k - r)  wrong, in an item of k options of which r are right;
 *                              -M/(k - 1) for the usual r = 1
 *
 * A candidate who guesses at random among all options gains 0 on average.
 * Omitted answers never reach this rule; the item's `blank` points serve them.
 *
 * Source: Frary, R. B. (1988). Formula scoring of multiple-choice tests
 * (correction for guessing). Educational Measurement: Issues and Practice, 7(2).
 *
 * @module
 */

import * as v from "valibot";

import { worthFields } from "../../definition/item-fields.ts";
import { exact } from "../../definition/quantity.ts";
import { multiply, rational } from "../../numbers/rational.ts";
import { keyIsAmongOptions, optionsAreDistinct } from "../check-options.ts";
import type { Check, Formula } from "../rule.ts";

import { optionTable } from "./option-table.ts";
import { acceptedOptions, AcceptedOptions, singleChoiceFields } from "./single-choice-fields.ts";

const FormulaScoringItem = v.strictObject({
  ...worthFields,
  ...singleChoiceFields,
  rule: v.literal("formula_scoring"),
  key: AcceptedOptions,
});
type FormulaScoringItem = v.InferOutput<typeof FormulaScoringItem>;

/** Without a wrong option there is nothing to guess at, and k - r is 0. */
const someOptionIsWrong: Check<FormulaScoringItem> = {
  reads: ["options", "key"],
  faults: ({ options, key }) => {
    const accepted = acceptedOptions(key);
    if (options.some((option) => !accepted.has(option))) return [];
    const message = "formula_scoring needs at least one option that is not in the key";
    return [{ code: "no_wrong_option", path: "key", message }];
  },
};

const checks: readonly Check<FormulaScoringItem>[] = [
  optionsAreDistinct,
  keyIsAmongOptions,
  someOptionIsWrong,
];

export const formulaScoring = {
  Item: FormulaScoringItem,
  checks,
  formula(item: FormulaScoringItem): Formula {
    const accepted = acceptedOptions(item.key);
    const right = BigInt(accepted.size);
    const wrong = BigInt(item.options.length) - right;
    const worth = exact(item.points);
    const deduction = multiply(worth, rational(-right, wrong));
    return optionTable(
      item.options,
      (option) => (accepted.has(option) ? worth : deduction),
      (option) => ({ right: accepted.has(option), k: item.options.length, r: accepted.size }),
    );
  },
};
