/**
 * The share of the key that was selected, less points for each wrong selection.
 *
 *     points = max(0, M · h/|C| - wrongPenalty · f)
 *
 * `wrongPenalty` is in points, 0 unless given.
 *
 * @module
 */

import * as v from "valibot";

import { exact, PositivePoints } from "../../definition/quantity.ts";
import { multiply, rational } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { countingChecks, countingFields, countingPointsFormula } from "./counting-rule.ts";
import { netPoints } from "./net-points.ts";

const ProportionItem = v.strictObject({
  ...countingFields,
  rule: v.literal("proportion"),
  wrongPenalty: v.optional(PositivePoints, 0),
});
type ProportionItem = v.InferOutput<typeof ProportionItem>;

const checks: readonly Check<ProportionItem>[] = countingChecks;

export const proportion = {
  Item: ProportionItem,
  checks,
  formula(item: ProportionItem): Formula {
    const worth = exact(item.points);
    const loss = exact(item.wrongPenalty);
    const prices = (keyed: number) => ({
      gain: multiply(worth, rational(1n, BigInt(keyed))),
      loss,
    });
    return countingPointsFormula(item, netPoints(worth, prices));
  },
};
