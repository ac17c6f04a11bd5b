/**
 * All points for the right sequence, none for any other ("all or nothing",
 * "exact match").
 *
 *     points = M  the answer is the key
 *            = 0  otherwise
 *
 * @module
 */

import * as v from "valibot";

import { ONE, ZERO } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { keyIsDistinct, orderFields } from "./order-fields.ts";
import { sequenceFormula, type SequenceRule } from "./sequence-rule.ts";

const ExactItem = v.strictObject({
  ...orderFields,
  rule: v.optional(v.literal("exact"), "exact"),
});
type ExactItem = v.InferOutput<typeof ExactItem>;

const sequence: SequenceRule = {
  share: (ranks) => (isKey(ranks) ? ONE : ZERO),
  shares: () => [ZERO, ONE],
  evidence: (ranks) => ({ right: isKey(ranks) }),
};

function isKey(ranks: readonly number[]): boolean {
  return ranks.every((rank, place) => rank === place);
}

const checks: readonly Check<ExactItem>[] = [keyIsDistinct];

export const exactOrder = {
  Item: ExactItem,
  checks,
  formula(item: ExactItem): Formula {
    return sequenceFormula(item, sequence);
  },
};
