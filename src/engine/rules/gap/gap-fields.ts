/**
 * Fields of a text with gaps: each gap is a small item of its own, with all the
 * fields of its type.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { limitedFields } from "../../definition/item-fields.ts";
import { withinTolerance } from "../number/within-tolerance.ts";
import { singleChoiceRules } from "../single-choice/single-choice-rules.ts";
import { acceptedText } from "../text/accepted-text.ts";

export const GAP_TYPES = ["single_choice", "number", "text"] as const;

const ChoiceGap = v.variant(
  "rule",
  Object.values(singleChoiceRules).map((rule) => rule.Item),
);

const Gap = v.variant("type", [ChoiceGap, withinTolerance.Item, acceptedText.Item]);
export type Gap = v.InferOutput<typeof Gap>;

export const gapFields = {
  ...limitedFields,
  type: v.literal("gap"),
  gaps: v.pipe(
    v.array(Gap),
    v.minLength(1, coded("gaps_empty", "must list at least one gap")),
    v.maxLength(240, coded("too_many_gaps", "must list at most 240 gaps")),
  ),
};
