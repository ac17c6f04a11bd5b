/**
 * A rating whose answers are labels, each worth points of its own.
 *
 *     points = x, the label's value  from `values`
 *            = min + max - x         reverse; min and max are the least and the
 *                                    greatest of the values
 *
 * The same question scored in two ways is two sets of values, as of the General
 * Health Questionnaire: 0, 1, 2, 3 ("Likert") or 0, 0, 1, 1 ("bimodal").
 *
 * @module
 */

import * as v from "valibot";

import { itemFields, Option } from "../../definition/item-fields.ts";
import type { Fault } from "../../definition/fault.ts";
import { PointsByOption } from "../../definition/points-by-option.ts";
import { exact } from "../../definition/quantity.ts";
import {
  add,
  fractionText,
  greatest,
  least,
  type Rational,
  subtract,
} from "../../numbers/rational.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

/** As many as a stored answer of one byte can tell apart. */
const MOST_LABELS = 240;

const RatingItem = v.strictObject({
  ...itemFields,
  type: v.literal("rating"),
  values: PointsByOption,
  reverse: v.optional(v.boolean(), false),
});
type RatingItem = v.InferOutput<typeof RatingItem>;

const labelsAreSound: Check<RatingItem> = {
  reads: ["values"],
  faults: ({ values }) => {
    const labels = Object.keys(values);
    if (labels.length < 2) {
      return [{ code: "too_few_values", path: "values", message: "must name at least 2 labels" }];
    }
    if (labels.length > MOST_LABELS) {
      const message = `must name at most ${MOST_LABELS} labels`;
      return [{ code: "too_many_values", path: "values", message }];
    }
    return labels.filter((label) => !v.is(Option, label)).map(notALabel);
  },
};

function notALabel(label: string): Fault {
  const message = "a label has 1 to 512 characters, no U+0000 and no half of a surrogate pair";
  return { code: "label_invalid", path: `values.${label.slice(0, 80)}`, message };
}

const checks: readonly Check<RatingItem>[] = [labelsAreSound];

export const ratingLabels = {
  Item: RatingItem,
  checks,
  formula(item: RatingItem): Formula {
    const values = valueByLabel(item);
    const ends = item.reverse ? endsOf(values) : null;
    const worth = worthByLabel(values, ends);
    return {
      values: [...worth.values()],
      points: (answer) => {
        const points = typeof answer === "string" ? worth.get(answer) : undefined;
        if (points === undefined) throw impossibleAnswer(answer);
        return points;
      },
      reading: (answer) => {
        const value = typeof answer === "string" ? values.get(answer) : undefined;
        if (value === undefined) throw impossibleAnswer(answer);
        const reversal = ends === null ? {} : { ends: fractionText(ends) };
        return { normal: answer, evidence: { value: fractionText(value), ...reversal } };
      },
    };
  },
};

type ByLabel = ReadonlyMap<string, Rational>;

function valueByLabel({ values }: RatingItem): ByLabel {
  return new Map(Object.entries(values).map(([label, value]) => [label, exact(value)]));
}

/** min + max. */
function endsOf(values: ByLabel): Rational {
  const points = [...values.values()];
  return add(points.reduce(least), points.reduce(greatest));
}

function worthByLabel(values: ByLabel, ends: Rational | null): ByLabel {
  if (ends === null) return values;
  return new Map(Array.from(values, ([label, value]) => [label, subtract(ends, value)]));
}
