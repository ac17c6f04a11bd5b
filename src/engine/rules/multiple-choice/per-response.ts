/**
 * Points for each right selection, less points for each wrong one.
 *
 *     points = max(0, p · h - wrongPenalty · f),  p = pointsEach
 *
 * These are points, not shares: the key earns p · |C|, and `points` beside them
 * is refused. With nothing in the key, "none of these" is one right response and
 * earns p.
 *
 * Also known from: Learnosity's scoring type "partial match per response".
 *
 * @module
 */

import * as v from "valibot";

import { exact, PositivePoints } from "../../definition/quantity.ts";
import type { Check, Formula } from "../rule.ts";

import { countingChecks, countingPointsFormula } from "./counting-rule.ts";
import { KeyedOptions, selectionFields } from "./multiple-choice-fields.ts";
import { netPoints } from "./net-points.ts";

const PerResponseItem = v.strictObject({
  ...selectionFields,
  rule: v.literal("per_response"),
  key: KeyedOptions,
  pointsEach: v.optional(PositivePoints, 1),
  wrongPenalty: v.optional(PositivePoints, 0),
});
type PerResponseItem = v.InferOutput<typeof PerResponseItem>;

const checks: readonly Check<PerResponseItem>[] = countingChecks;

export const perResponse = {
  Item: PerResponseItem,
  checks,
  formula(item: PerResponseItem): Formula {
    const gain = exact(item.pointsEach);
    const loss = exact(item.wrongPenalty);
    return countingPointsFormula(
      item,
      netPoints(gain, () => ({ gain, loss })),
    );
  },
};
