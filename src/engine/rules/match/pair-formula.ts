/**
 * What the rules of pairs share.
 *
 * @module
 */

import type { Rational } from "../../numbers/rational.ts";
import type { Formula } from "../rule.ts";

import { nameOf, type Pair, pairNames, sidesOf } from "./pairs.ts";

interface MatchItem extends Readonly<Parameters<typeof sidesOf>[0]> {
  readonly emptyMeans: "answered" | "omitted";
}

/** A rule of pairs: what a set of them is worth, and everything that one can be worth. */
interface PairRule {
  /** @param pairs Names, as `nameOf` gives them. */
  readonly points: (pairs: ReadonlySet<string>) => Rational;
  readonly values: readonly Rational[];
}

export function pairFormula(item: MatchItem, { points, values }: PairRule): Formula {
  const sides = sidesOf(item);
  const emptyIsOmitted = item.emptyMeans === "omitted";
  return {
    values: emptyIsOmitted ? [...values, null] : values,
    points: (answer) => {
      const pairs = pairNames(answer, sides);
      return pairs.size === 0 && emptyIsOmitted ? null : points(pairs);
    },
  };
}

export function namesOf(pairs: readonly Pair[]): ReadonlySet<string> {
  return new Set(pairs.map(([left, right]) => nameOf(left, right)));
}

/** How many pairs are right, h, and how many wrong, f. */
export function countPairs(
  pairs: ReadonlySet<string>,
  key: ReadonlySet<string>,
): { readonly hits: number; readonly falseAlarms: number } {
  let hits = 0;
  for (const pair of pairs) if (key.has(pair)) hits++;
  return { hits, falseAlarms: pairs.size - hits };
}
