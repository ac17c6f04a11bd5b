/**
 * Right selections less wrong ones, never below 0 ("plus/minus scoring",
 * "right minus wrong, per key").
 *
 *     points = M · max(0, (h - f) / |C|)
 *
 * @module
 */

import * as v from "valibot";

import { rational } from "../../numbers/rational.ts";
import type { Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";

const NetCorrectItem = v.strictObject({ ...countingFields, rule: v.literal("net_correct") });

const counting: CountingRule = {
  share: ({ keyed, hits, falseAlarms }) =>
    rational(BigInt(Math.max(0, hits - falseAlarms)), BigInt(keyed)),
  shares: (keyed) =>
    Array.from({ length: keyed + 1 }, (_, net) => rational(BigInt(net), BigInt(keyed))),
};

export const netCorrect = {
  Item: NetCorrectItem,
  checks: countingChecks,
  formula(item: v.InferOutput<typeof NetCorrectItem>): Formula {
    return countingFormula(item, counting);
  },
};
