/**
 * Every selected option adds its own weight, and the sum is limited ("fractional
 * marks", "option weighting").
 *
 *     points = M · clamp(Σ weight of S, lo, hi),   lo = 0 and hi = 1 unless given
 *
 * An option without a weight adds 0. There is no key: the weights are it.
 *
 * @module
 */

import * as v from "valibot";

import { PointsByOption } from "../../definition/points-by-option.ts";
import { exact, Points } from "../../definition/quantity.ts";
import { add, compare, greatest, least, multiply, ZERO } from "../../numbers/rational.ts";
import { optionsAreDistinct, tableNamesOptions } from "../check-options.ts";
import type { Check, Formula } from "../rule.ts";
import { shownWorths } from "../trace-answer.ts";

import { multipleChoiceFields } from "./multiple-choice-fields.ts";
import { selection } from "./selection.ts";
import { MOST_SUMS, subsetSums } from "./subset-sums.ts";

const OptionWeightsItem = v.strictObject({
  ...multipleChoiceFields,
  rule: v.literal("option_weights"),
  weights: PointsByOption,
  lo: v.optional(Points, 0),
  hi: v.optional(Points, 1),
});
type OptionWeightsItem = v.InferOutput<typeof OptionWeightsItem>;

const limitsAreOrdered: Check<OptionWeightsItem> = {
  reads: ["lo", "hi"],
  faults: ({ lo, hi }) =>
    compare(exact(lo), exact(hi)) <= 0
      ? []
      : [{ code: "lower_above_upper", path: "lo", message: "lo must not be greater than hi" }],
};

/** Scoring counts responses by points, so an item must not have millions of them. */
const sumsAreFew: Check<OptionWeightsItem> = {
  reads: ["options", "weights"],
  faults: ({ weights }) => {
    if (subsetSums(Object.values(weights).map(exact), MOST_SUMS) !== null) return [];
    const message = "too many different sums of weights are possible; use rounder weights";
    return [{ code: "too_many_sums", path: "weights", message }];
  },
};

const checks: readonly Check<OptionWeightsItem>[] = [
  optionsAreDistinct,
  tableNamesOptions("weights"),
  limitsAreOrdered,
  sumsAreFew,
];

export const optionWeights = {
  Item: OptionWeightsItem,
  checks,
  formula(item: OptionWeightsItem): Formula {
    const weights = new Map(Object.entries(item.weights).map(([name, w]) => [name, exact(w)]));
    const [lo, hi, worth] = [exact(item.lo), exact(item.hi), exact(item.points)];
    const weightOf = (option: string) => weights.get(option) ?? ZERO;
    const pointsOf = (sum: typeof ZERO) => multiply(worth, least(hi, greatest(lo, sum)));
    const options = new Set(item.options);
    const emptyIsOmitted = item.emptyMeans === "omitted";

    const possible = subsetSums(item.options.map(weightOf), MOST_SUMS);
    if (possible === null) throw new RangeError(`too many sums of weights: ${item.id}`);
    const values = (emptyIsOmitted ? possible.ofSome : possible.sums).map(pointsOf);
    return {
      values: emptyIsOmitted ? [...values, null] : values,
      points: (answer) => {
        const selected = selection(answer, options);
        if (selected.size === 0 && emptyIsOmitted) return null;
        const sum = [...selected].reduce((s, option) => add(s, weightOf(option)), ZERO);
        return pointsOf(sum);
      },
      reading: (answer) => {
        const selected = [...selection(answer, options)];
        const named = selected.map((option) => [option, weightOf(option)] as const);
        return { normal: selected, evidence: { weights: shownWorths(named) } };
      },
    };
  },
};
