/**
 * What the rules of pairs share.
 *
 * @module
 */

import type { Rational } from "../../numbers/rational.ts";
import type { Formula, Reading } from "../rule.ts";

import { nameOf, type Pair, pairNames, pairOf, sidesOf } from "./pairs.ts";

interface MatchItem extends Readonly<Parameters<typeof sidesOf>[0]> {
  readonly emptyMeans: "answered" | "omitted";
}

/** A rule of pairs: what a set of them is worth, and everything that one can be worth. */
interface PairRule {
  /** @param pairs Names, as `nameOf` gives them. */
  readonly points: (pairs: ReadonlySet<string>) => Rational;
  readonly values: readonly Rational[];
  /** What the points follow from. */
  readonly evidence: (pairs: ReadonlySet<string>) => Reading["evidence"];
}

export function pairFormula(item: MatchItem, { points, values, evidence }: PairRule): Formula {
  const sides = sidesOf(item);
  const emptyIsOmitted = item.emptyMeans === "omitted";
  return {
    values: emptyIsOmitted ? [...values, null] : values,
    points: (answer) => {
      const pairs = pairNames(answer, sides);
      return pairs.size === 0 && emptyIsOmitted ? null : points(pairs);
    },
    reading: (answer) => {
      const pairs = pairNames(answer, sides);
      return { normal: Array.from(pairs, pairOf), evidence: evidence(pairs) };
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

export function countsEvidence(
  pairs: ReadonlySet<string>,
  key: ReadonlySet<string>,
): Reading["evidence"] {
  const { hits, falseAlarms } = countPairs(pairs, key);
  return { keyed: key.size, hits, falseAlarms, misses: key.size - hits };
}
