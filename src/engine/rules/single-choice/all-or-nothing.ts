/**
 * The right option earns all points, any other none ("number-right scoring",
 * "dichotomous scoring").
 *
 *     points = M   the option is the key, or one of several keys
 *            = 0   otherwise
 *
 * @module
 */

import * as v from "valibot";

import { worthFields } from "../../definition/item-fields.ts";
import { exact } from "../../definition/quantity.ts";
import { ZERO } from "../../numbers/rational.ts";
import { keyIsAmongOptions, optionsAreDistinct } from "../check-options.ts";
import type { Check, Formula } from "../rule.ts";

import { optionTable } from "./option-table.ts";
import { acceptedOptions, AcceptedOptions, singleChoiceFields } from "./single-choice-fields.ts";

const AllOrNothingItem = v.strictObject({
  ...worthFields,
  ...singleChoiceFields,
  rule: v.optional(v.literal("all_or_nothing"), "all_or_nothing"),
  key: AcceptedOptions,
});
type AllOrNothingItem = v.InferOutput<typeof AllOrNothingItem>;

const checks: readonly Check<AllOrNothingItem>[] = [optionsAreDistinct, keyIsAmongOptions];

export const allOrNothing = {
  Item: AllOrNothingItem,
  checks,
  formula(item: AllOrNothingItem): Formula {
    const accepted = acceptedOptions(item.key);
    const worth = exact(item.points);
    return optionTable(
      item.options,
      (option) => (accepted.has(option) ? worth : ZERO),
      (option) => ({ right: accepted.has(option) }),
    );
  },
};
