/**
 * How much of the key was selected, times how much of the selection is right.
 *
 *     points = M · h² / (|C| · |S|)  = M · (h / |C|) · (h / |S|),  0 for S = ∅
 *
 * Also known from: PrairieLearn, where `pl-checkbox` has the partial credit
 * method "COV"; the product of recall and precision.
 *
 * Up to |C| · (|W| + 1) different values: 14,520 for 240 options, half of them keyed.
 *
 * @module
 */

import * as v from "valibot";

import { rational, type Rational, ZERO } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";

const CoverageItem = v.strictObject({ ...countingFields, rule: v.literal("coverage") });
type CoverageItem = v.InferOutput<typeof CoverageItem>;

const counting: CountingRule = {
  share: ({ keyed, hits, falseAlarms }) => shareOf(keyed, hits, falseAlarms),
  shares: (keyed, options) => {
    const wrong = options - keyed;
    const alarms = Array.from({ length: wrong + 1 }, (_, falseAlarms) => falseAlarms);
    const withHits = Array.from({ length: keyed }, (_, before) => before + 1);
    return [ZERO, ...withHits.flatMap((hits) => alarms.map((f) => shareOf(keyed, hits, f)))];
  },
};

const checks: readonly Check<CoverageItem>[] = countingChecks;

export const coverage = {
  Item: CoverageItem,
  checks,
  formula(item: CoverageItem): Formula {
    return countingFormula(item, counting);
  },
};

function shareOf(keyed: number, hits: number, falseAlarms: number): Rational {
  if (hits === 0) return ZERO;
  return rational(BigInt(hits * hits), BigInt(keyed * (hits + falseAlarms)));
}
