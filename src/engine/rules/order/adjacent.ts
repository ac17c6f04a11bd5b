/**
 * Every thing that is followed by its right successor counts ("relative to the
 * next item, without the last").
 *
 *     points = M · (things followed by their successor in the key) / (L - 1)
 *
 * Also known from: GRADING_RELATIVE_NEXT_EXCLUDE_LAST of the Moodle question
 * type "ordering" (github.com/gbateson/moodle-qtype_ordering, question.php).
 *
 * @module
 */

import * as v from "valibot";

import type { Check, Formula } from "../rule.ts";

import { keyIsDistinct, orderFields } from "./order-fields.ts";
import { sequenceFormula, type SequenceRule, shareOf, shares } from "./sequence-rule.ts";

const AdjacentItem = v.strictObject({
  ...orderFields,
  rule: v.literal("adjacent"),
});
type AdjacentItem = v.InferOutput<typeof AdjacentItem>;

const sequence: SequenceRule = {
  share: (ranks) =>
    shareOf(ranks, (rank, place) => ranks[place + 1] === rank + 1, ranks.length - 1),
  shares: (length) => shares(length - 1, length - 1),
};

const checks: readonly Check<AdjacentItem>[] = [keyIsDistinct];

export const adjacent = {
  Item: AdjacentItem,
  checks,
  formula(item: AdjacentItem): Formula {
    return sequenceFormula(item, sequence);
  },
};
