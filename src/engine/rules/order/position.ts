/**
 * Every thing in its own place counts ("absolute position").
 *
 *     points = M · (things in their place) / L
 *
 * One thing moved from the end to the front puts all out of place: for sequences
 * of which the neighbourhood matters, `adjacent`, `kendall` and `lis` are fairer.
 *
 * Also known from: GRADING_ABSOLUTE_POSITION of the Moodle question type
 * "ordering" (github.com/gbateson/moodle-qtype_ordering, question.php).
 *
 * @module
 */

import * as v from "valibot";

import { rational } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { keyIsDistinct, orderFields } from "./order-fields.ts";
import { countOf, sequenceFormula, type SequenceRule, shares } from "./sequence-rule.ts";

const PositionItem = v.strictObject({
  ...orderFields,
  rule: v.literal("position"),
});
type PositionItem = v.InferOutput<typeof PositionItem>;

const sequence: SequenceRule = {
  share: (ranks) => rational(BigInt(inPlace(ranks)), BigInt(ranks.length)),
  // When all but one are in place, so is the last.
  shares: (length) => [...shares(length - 2, length), rational(1n)],
  evidence: (ranks) => ({ inPlace: inPlace(ranks), length: ranks.length }),
};

function inPlace(ranks: readonly number[]): number {
  return countOf(ranks, (rank, place) => rank === place);
}

const checks: readonly Check<PositionItem>[] = [keyIsDistinct];

export const position = {
  Item: PositionItem,
  checks,
  formula(item: PositionItem): Formula {
    return sequenceFormula(item, sequence);
  },
};
