/**
 * A whole number on a rating scale is worth itself ("Likert item").
 *
 *     points = x              from min to max
 *            = min + max - x  reverse
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { itemFields } from "../../definition/item-fields.ts";
import { rational } from "../../numbers/rational.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

const MOST_STEPS = 1_000;

const Bound = v.pipe(
  v.number(),
  v.integer(coded("not_whole", "must be a whole number")),
  v.minValue(-1_000_000, coded("points_out_of_range", "must be at least -1,000,000")),
  v.maxValue(1_000_000, coded("points_out_of_range", "must be at most 1,000,000")),
);

const RatingItem = v.strictObject({
  ...itemFields,
  type: v.literal("rating"),
  min: Bound,
  max: Bound,
  reverse: v.optional(v.boolean(), false),
});
type RatingItem = v.InferOutput<typeof RatingItem>;

const rangeHoldsValues: Check<RatingItem> = {
  reads: ["min", "max"],
  faults: ({ min, max }) => {
    if (min >= max) {
      return [{ code: "lower_above_upper", path: "min", message: "min must be less than max" }];
    }
    if (max - min < MOST_STEPS) return [];
    const message = `a rating has at most ${MOST_STEPS} values; use a number item`;
    return [{ code: "too_many_values", path: "max", message }];
  },
};

const checks: readonly Check<RatingItem>[] = [rangeHoldsValues];

export const ratingValue = {
  Item: RatingItem,
  checks,
  formula({ min, max, reverse }: RatingItem): Formula {
    const worth = (x: number) => rational(BigInt(reverse ? min + max - x : x));
    return {
      values: Array.from({ length: max - min + 1 }, (_, step) => worth(min + step)),
      points: (answer) => {
        const isValue = typeof answer === "number" && Number.isInteger(answer);
        if (!isValue || answer < min || answer > max) throw impossibleAnswer(answer);
        return worth(answer);
      },
      reading: (answer) => ({
        normal: answer,
        evidence: reverse ? { ends: String(min + max) } : {},
      }),
    };
  },
};
