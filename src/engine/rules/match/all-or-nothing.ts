/**
 * All points for exactly the keyed pairs, none for any others ("exact match").
 *
 *     points = M  S = C
 *            = 0  otherwise
 *
 * A pair has a direction, from left to right; a pair sent twice counts once, and
 * the order of the pairs does not matter.
 *
 * @module
 */

import * as v from "valibot";

import { worthFields } from "../../definition/item-fields.ts";
import { exact } from "../../definition/quantity.ts";
import { ZERO } from "../../numbers/rational.ts";
import type { Check, Formula } from "../rule.ts";

import { keyNamesPairs, sidesAreDistinct } from "./check-pairs.ts";
import { KeyedPairs, matchFields } from "./match-fields.ts";
import { countPairs, countsEvidence, namesOf, pairFormula } from "./pair-formula.ts";
import { sidesOf } from "./pairs.ts";

const AllOrNothingItem = v.strictObject({
  ...worthFields,
  ...matchFields,
  rule: v.optional(v.literal("all_or_nothing"), "all_or_nothing"),
  key: KeyedPairs,
});
type AllOrNothingItem = v.InferOutput<typeof AllOrNothingItem>;

const checks: readonly Check<AllOrNothingItem>[] = [sidesAreDistinct, keyNamesPairs];

export const allOrNothing = {
  Item: AllOrNothingItem,
  checks,
  formula(item: AllOrNothingItem): Formula {
    const worth = exact(item.points);
    const key = namesOf(item.key);
    return pairFormula(item, {
      values: canMiss(item) ? [ZERO, worth] : [worth],
      points: (pairs) => {
        const { hits, falseAlarms } = countPairs(pairs, key);
        return hits === key.size && falseAlarms === 0 ? worth : ZERO;
      },
      evidence: (pairs) => countsEvidence(pairs, key),
    });
  },
};

/** Whether any answer is not the key. */
function canMiss(item: AllOrNothingItem): boolean {
  const { left, right } = sidesOf(item);
  return item.emptyMeans === "answered" || left.size * right.size > 1;
}
