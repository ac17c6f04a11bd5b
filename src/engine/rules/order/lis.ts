/**
 * The most things that are in the right order among themselves ("longest ordered
 * subset", "longest increasing subsequence").
 *
 *     points = M · (length of the longest increasing subsequence) / L
 *
 * The things need not stand side by side, so whatever is moved costs only itself.
 * One thing is always in order: a reversal still earns M/L. O(L log L).
 *
 * Also known from: GRADING_LONGEST_ORDERED_SUBSET of the Moodle question type
 * "ordering" (github.com/gbateson/moodle-qtype_ordering, question.php).
 *
 * @module
 */

import * as v from "valibot";

import { rational } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { keyIsDistinct, orderFields } from "./order-fields.ts";
import { sequenceFormula, type SequenceRule, shares } from "./sequence-rule.ts";

const LisItem = v.strictObject({
  ...orderFields,
  rule: v.literal("lis"),
});
type LisItem = v.InferOutput<typeof LisItem>;

const sequence: SequenceRule = {
  share: (ranks) => rational(BigInt(longestIncreasing(ranks)), BigInt(ranks.length)),
  shares: (length) => shares(length, length).slice(1),
  evidence: (ranks) => ({ longest: longestIncreasing(ranks), length: ranks.length }),
};

/** Patience sorting: entry i is the least rank that an increasing subsequence of i + 1 can end in. */
function longestIncreasing(ranks: readonly number[]): number {
  const ends: number[] = [];
  for (const rank of ranks) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) < rank) low = middle + 1;
      else high = middle;
    }
    ends[low] = rank;
  }
  return ends.length;
}

const checks: readonly Check<LisItem>[] = [keyIsDistinct];

export const lis = {
  Item: LisItem,
  checks,
  formula(item: LisItem): Formula {
    return sequenceFormula(item, sequence);
  },
};
