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
import type { Check, Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";

const NetCorrectItem = v.strictObject({ ...countingFields, rule: v.literal("net_correct") });
type NetCorrectItem = v.InferOutput<typeof NetCorrectItem>;

const counting: CountingRule = {
  share: ({ keyed, hits, falseAlarms }) =>
    rational(BigInt(Math.max(0, hits - falseAlarms)), BigInt(keyed)),
  shares: (keyed) =>
    Array.from({ length: keyed + 1 }, (_, net) => rational(BigInt(net), BigInt(keyed))),
};

const checks: readonly Check<NetCorrectItem>[] = countingChecks;

export const netCorrect = {
  Item: NetCorrectItem,
  checks,
  formula(item: NetCorrectItem): Formula {
    return countingFormula(item, counting);
  },
};
