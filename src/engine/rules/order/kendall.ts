/**
 * The share of pairs that are in the right order ("Kendall distance").
 *
 *     points = M · (1 - 2 · inversions / (L(L-1)))
 *
 * An inversion is a pair of things in the wrong order, neighbours or not. With
 * Kendall's rank correlation tau between answer and key this is M · (1 + tau)/2:
 * M for the key, 0 for its reversal, M/2 on average for a guess. O(L²).
 *
 * Source: Kendall, M. G. (1938). A new measure of rank correlation.
 *
 * @module
 */

import * as v from "valibot";

import { rational } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { keyIsDistinct, orderFields } from "./order-fields.ts";
import { sequenceFormula, type SequenceRule, shares } from "./sequence-rule.ts";

const KendallItem = v.strictObject({
  ...orderFields,
  rule: v.literal("kendall"),
});
type KendallItem = v.InferOutput<typeof KendallItem>;

const sequence: SequenceRule = {
  share: (ranks) => {
    const pairs = pairsOf(ranks.length);
    return rational(BigInt(pairs - inversions(ranks)), BigInt(pairs));
  },
  shares: (length) => shares(pairsOf(length), pairsOf(length)),
  evidence: (ranks) => ({ inversions: inversions(ranks), pairs: pairsOf(ranks.length) }),
};

function pairsOf(length: number): number {
  return (length * (length - 1)) / 2;
}

function inversions(ranks: readonly number[]): number {
  let count = 0;
  for (const [place, rank] of ranks.entries()) {
    for (let later = place + 1; later < ranks.length; later++) {
      if ((ranks[later] as number) < rank) count++;
    }
  }
  return count;
}

const checks: readonly Check<KendallItem>[] = [keyIsDistinct];

export const kendall = {
  Item: KendallItem,
  checks,
  formula(item: KendallItem): Formula {
    return sequenceFormula(item, sequence);
  },
};
