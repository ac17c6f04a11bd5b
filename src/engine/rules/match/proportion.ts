/**
 * Every right pair earns its share, every wrong one may cost ("partial credit",
 * "per pair").
 *
 *     points = max(0, M · h/|C| - wrongPenalty · f)
 *
 * h pairs are in the key C, f are not; `wrongPenalty` is in points, 0 unless
 * given. Without it, answering with every pair that there is earns M: set it
 * where candidates can draw as many lines as they like.
 *
 * @module
 */

import * as v from "valibot";

import { worthFields } from "../../definition/item-fields.ts";
import { exact, PositivePoints, type Quantity } from "../../definition/quantity.ts";
import {
  divide,
  greatest,
  multiply,
  rational,
  type Rational,
  subtract,
  ZERO,
} from "../../numbers/rational.ts";
import { MOST_SUMS } from "../multiple-choice/subset-sums.ts";
import type { Check, Formula } from "../rule.ts";

import { keyNamesPairs, sidesAreDistinct } from "./check-pairs.ts";
import { KeyedPairs, matchFields } from "./match-fields.ts";
import { countPairs, countsEvidence, namesOf, pairFormula } from "./pair-formula.ts";
import { type Pair, sidesOf } from "./pairs.ts";

const ProportionItem = v.strictObject({
  ...worthFields,
  ...matchFields,
  rule: v.literal("proportion"),
  key: KeyedPairs,
  wrongPenalty: v.optional(PositivePoints, 0),
});
type ProportionItem = v.InferOutput<typeof ProportionItem>;

/** Scoring counts responses by points, so an item must not have millions of them. */
const pointsAreFew: Check<ProportionItem> = {
  reads: ["points", "left", "right", "key", "wrongPenalty", "emptyMeans"],
  faults: (item) => {
    if (possiblePoints(item) !== null) return [];
    const message = "too many different points are possible; use a larger wrongPenalty";
    return [{ code: "too_many_sums", path: "wrongPenalty", message }];
  },
};

const checks: readonly Check<ProportionItem>[] = [sidesAreDistinct, keyNamesPairs, pointsAreFew];

export const proportion = {
  Item: ProportionItem,
  checks,
  formula(item: ProportionItem): Formula {
    const key = namesOf(item.key);
    const pointsOf = pointsByCounts(item);
    const values = possiblePoints(item);
    if (values === null) throw new RangeError(`too many different points: ${item.id}`);
    return pairFormula(item, {
      values,
      points: (pairs) => {
        const { hits, falseAlarms } = countPairs(pairs, key);
        return pointsOf(hits, falseAlarms);
      },
      evidence: (pairs) => countsEvidence(pairs, key),
    });
  },
};

interface Terms {
  readonly points: Quantity;
  readonly wrongPenalty: Quantity;
  readonly key: readonly Pair[];
}

function pointsByCounts({ points, wrongPenalty, key }: Terms) {
  const each = multiply(exact(points), rational(1n, BigInt(key.length)));
  const penalty = exact(wrongPenalty);
  return (hits: number, falseAlarms: number): Rational => {
    const earned = multiply(each, rational(BigInt(hits)));
    return greatest(ZERO, subtract(earned, multiply(penalty, rational(BigInt(falseAlarms)))));
  };
}

/** Of each number of right pairs, with wrong ones up to the first that leaves nothing. */
function possiblePoints(item: ProportionItem): Rational[] | null {
  const pointsOf = pointsByCounts(item);
  const { left, right } = sidesOf(item);
  const wrong = left.size * right.size - item.key.length;
  // Where a list without pairs is no answer, one without right pairs has a wrong one.
  const fewest = item.emptyMeans === "omitted" && wrong === 0 ? 1 : 0;
  const values: Rational[] = [];
  for (let hits = fewest; hits <= item.key.length; hits++) {
    const most = Math.min(wrong, wrongUntilZero(pointsOf(hits, 0), exact(item.wrongPenalty)));
    if (values.length + most >= MOST_SUMS) return null;
    for (let f = 0; f <= most; f++) values.push(pointsOf(hits, f));
  }
  return values;
}

function wrongUntilZero(earned: Rational, penalty: Rational): number {
  if (penalty.p === 0n) return 0;
  const { p, q } = divide(earned, penalty);
  return Number((p + q - 1n) / q);
}
