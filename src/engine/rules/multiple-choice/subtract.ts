/**
 * A share of the key for each hit, less a share for each wrong selection.
 *
 *     points = M · max(floor, h/|C| - f · q)
 *
 *     wrong:  "1/wrong"         q = 1/|W|
 *             "1/max(wrong,2)"  q = 1/max(|W|, 2): one wrong option never costs all
 *             "1/right"         q = 1/|C|: as `net_correct`
 *             "all"             q = 1: one wrong selection costs all
 *             "none"            q = 0
 *
 * `floor` is a share of M, 0 unless given: -1 lets an answer cost as much as the
 * key earns.
 *
 * Also known from: R/exams, where `exams_eval(partial = TRUE)` has the rules
 * "false", "false2", "true", "all" and "none", in this order, and `negative` is
 * the floor.
 *
 * @module
 */

import * as v from "valibot";

import { exact, Points } from "../../definition/quantity.ts";
import {
  compare,
  greatest,
  multiply,
  ONE,
  rational,
  type Rational,
  subtract as minus,
  ZERO,
} from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import {
  countingChecks,
  countingFields,
  countingFormula,
  type CountingRule,
} from "./counting-rule.ts";
import { netValues } from "./net-values.ts";

const SubtractItem = v.strictObject({
  ...countingFields,
  rule: v.literal("subtract"),
  wrong: v.picklist(["1/wrong", "1/max(wrong,2)", "1/right", "all", "none"]),
  floor: v.optional(Points, 0),
});
type SubtractItem = v.InferOutput<typeof SubtractItem>;

const floorIsBelowKey: Check<SubtractItem> = {
  reads: ["floor"],
  faults: ({ floor }) => {
    if (compare(exact(floor), ONE) <= 0) return [];
    const message = "floor is a share of the points and must not be greater than 1";
    return [{ code: "lower_above_upper", path: "floor", message }];
  },
};

const checks: readonly Check<SubtractItem>[] = [...countingChecks, floorIsBelowKey];

export const subtract = {
  Item: SubtractItem,
  checks,
  formula(item: SubtractItem): Formula {
    return countingFormula(item, counting(item));
  },
};

function counting({ wrong, floor: lowest }: SubtractItem): CountingRule {
  const floor = exact(lowest);
  return {
    share: ({ keyed, options, hits, falseAlarms }) => {
      const loss = lossOf(wrong, keyed, options - keyed);
      const gained = rational(BigInt(hits), BigInt(keyed));
      return greatest(floor, minus(gained, multiply(loss, rational(BigInt(falseAlarms)))));
    },
    shares: (keyed, options) => {
      const loss = lossOf(wrong, keyed, options - keyed);
      return netValues({ gain: oneOf(keyed), loss, floor }, keyed, options - keyed);
    },
  };
}

function lossOf(wrong: SubtractItem["wrong"], keyed: number, others: number): Rational {
  switch (wrong) {
    case "1/wrong":
      // Without a wrong option nothing is ever deducted.
      return oneOf(Math.max(1, others));
    case "1/max(wrong,2)":
      return oneOf(Math.max(2, others));
    case "1/right":
      return oneOf(keyed);
    case "all":
      return ONE;
    case "none":
      return ZERO;
  }
}

function oneOf(count: number): Rational {
  return rational(1n, BigInt(count));
}
