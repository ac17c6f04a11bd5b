/**
 * Right selections less wrong ones, each worth one option's share.
 *
 *     points = M · max(0, (h - f) / n),  n = |C| + |W|
 *
 * So the key earns M · |C| / n, which is the item's maximum: unlike
 * `net_correct`, M is only for an item of which every option is right.
 *
 * Also known from: D2L Brightspace, whose multi-select questions may be graded
 * "right minus wrong" ("Understanding grading options for multi-select questions").
 *
 * @module
 */

import * as v from "valibot";

import { rational } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";

const RightMinusWrongItem = v.strictObject({
  ...countingFields,
  rule: v.literal("right_minus_wrong"),
});
type RightMinusWrongItem = v.InferOutput<typeof RightMinusWrongItem>;

const counting: CountingRule = {
  share: ({ options, hits, falseAlarms }) =>
    rational(BigInt(Math.max(0, hits - falseAlarms)), BigInt(options)),
  shares: (keyed, options) =>
    Array.from({ length: keyed + 1 }, (_, net) => rational(BigInt(net), BigInt(options))),
};

const checks: readonly Check<RightMinusWrongItem>[] = countingChecks;

export const rightMinusWrong = {
  Item: RightMinusWrongItem,
  checks,
  formula(item: RightMinusWrongItem): Formula {
    return countingFormula(item, counting);
  },
};
