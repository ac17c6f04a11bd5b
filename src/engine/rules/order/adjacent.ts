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

import { rational } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { keyIsDistinct, orderFields } from "./order-fields.ts";
import { countOf, sequenceFormula, type SequenceRule, shares } from "./sequence-rule.ts";

const AdjacentItem = v.strictObject({
  ...orderFields,
  rule: v.literal("adjacent"),
});
type AdjacentItem = v.InferOutput<typeof AdjacentItem>;

const sequence: SequenceRule = {
  share: (ranks) => rational(BigInt(followed(ranks)), BigInt(ranks.length - 1)),
  shares: (length) => shares(length - 1, length - 1),
  evidence: (ranks) => ({ followed: followed(ranks), neighbours: ranks.length - 1 }),
};

function followed(ranks: readonly number[]): number {
  return countOf(ranks, (rank, place) => ranks[place + 1] === rank + 1);
}

const checks: readonly Check<AdjacentItem>[] = [keyIsDistinct];

export const adjacent = {
  Item: AdjacentItem,
  checks,
  formula(item: AdjacentItem): Formula {
    return sequenceFormula(item, sequence);
  },
};
