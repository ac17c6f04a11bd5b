/**
 * Every option is a decision of its own, to select it or to leave it ("multiple
 * true-false", "every decision counts").
 *
 *     points = M · (n - f - m) / n,   n = |C| + |W|,  m = |C| - h
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

const EachDecisionItem = v.strictObject({ ...countingFields, rule: v.literal("each_decision") });
type EachDecisionItem = v.InferOutput<typeof EachDecisionItem>;

const counting: CountingRule = {
  share: ({ keyed, options, hits, falseAlarms }) => {
    const misses = keyed - hits;
    return rational(BigInt(options - falseAlarms - misses), BigInt(options));
  },
  shares: (_, options) =>
    Array.from({ length: options + 1 }, (__, right) => rational(BigInt(right), BigInt(options))),
};

const checks: readonly Check<EachDecisionItem>[] = countingChecks;

export const eachDecision = {
  Item: EachDecisionItem,
  checks,
  formula(item: EachDecisionItem): Formula {
    return countingFormula(item, counting);
  },
};
