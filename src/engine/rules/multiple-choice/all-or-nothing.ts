/**
 * All points for exactly the keyed options, none for any other selection
 * ("dichotomous scoring", "exact match").
 *
 *     points = M  S = C
 *            = 0  otherwise
 *
 * @module
 */

import * as v from "valibot";

import { ONE, ZERO } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";

const AllOrNothingItem = v.strictObject({
  ...countingFields,
  rule: v.optional(v.literal("all_or_nothing"), "all_or_nothing"),
});
type AllOrNothingItem = v.InferOutput<typeof AllOrNothingItem>;

const counting: CountingRule = {
  share: ({ keyed, hits, falseAlarms }) => (hits === keyed && falseAlarms === 0 ? ONE : ZERO),
  shares: () => [ZERO, ONE],
};

const checks: readonly Check<AllOrNothingItem>[] = countingChecks;

export const allOrNothing = {
  Item: AllOrNothingItem,
  checks,
  formula(item: AllOrNothingItem): Formula {
    return countingFormula(item, counting);
  },
};
