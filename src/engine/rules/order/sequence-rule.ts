/**
 * What the rules share that compare two sequences of the same L things.
 *
 * An answer is read as ranks: the place that each thing has in the key, in the
 * order of the answer. The key itself is 0, 1, … L-1.
 *
 * @module
 */

import { exact, type Quantity } from "../../definition/quantity.ts";
import { multiply, type Rational, rational } from "../../numbers/rational.ts";
import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Formula, Reading } from "../rule.ts";

/** A rule as a share of the item's points. */
export interface SequenceRule {
  /** @param ranks A permutation of 0 … L-1. */
  readonly share: (ranks: readonly number[]) => Rational;
  /** Every share that some permutation of `length` things earns. */
  readonly shares: (length: number) => readonly Rational[];
  /** The counts that the share follows from. */
  readonly evidence: (ranks: readonly number[]) => Reading["evidence"];
}

interface OrderItem {
  readonly key: readonly string[];
  readonly points: Quantity;
}

export function sequenceFormula({ key, points }: OrderItem, rule: SequenceRule): Formula {
  const worth = exact(points);
  const places = new Map(key.map((name, place) => [name, place]));
  return {
    values: rule.shares(key.length).map((share) => multiply(worth, share)),
    points: (answer) => multiply(worth, rule.share(ranksOf(answer, places))),
    reading: (answer) => {
      const ranks = ranksOf(answer, places);
      return { normal: ranks, evidence: rule.evidence(ranks) };
    },
  };
}

function ranksOf(answer: Answer, places: ReadonlyMap<string, number>): number[] {
  if (!Array.isArray(answer) || answer.length !== places.size) throw impossibleAnswer(answer);
  const ranks = (answer as readonly string[]).map((name) => places.get(name));
  const known = ranks.filter((rank) => rank !== undefined);
  if (new Set(known).size !== places.size) throw impossibleAnswer(answer);
  return known;
}

/** 0/whole, 1/whole … parts/whole. */
export function shares(parts: number, whole: number): Rational[] {
  return Array.from({ length: parts + 1 }, (_, part) => rational(BigInt(part), BigInt(whole)));
}

/** How many places of a sequence satisfy a condition. */
export function countOf(
  ranks: readonly number[],
  isCounted: (rank: number, place: number) => boolean,
): number {
  let count = 0;
  for (const [place, rank] of ranks.entries()) if (isCounted(rank, place)) count++;
  return count;
}
