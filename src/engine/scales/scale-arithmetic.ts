/**
 * The whole numbers behind a scale. Every aggregate is one integer S a
 * response, and the raw value is S times a fraction that depends on nothing
 * but the answered share a of the members, N being the share of all:
 *
 *     sum                  S          prorated  S N / a      over the answered  S / a
 *     mean, weighted_mean  S / N      prorated  S / a        over the answered  S / a
 *     pomp                 100 S / N  prorated  100 S / a    over the answered  100 S / a
 *     count                S          prorated  S N / a      over the answered  S / a
 *     max, min, best k     S
 *
 * S = Σ w x, w (x - lowest) for pomp, or the number of members that count. A
 * share is a member's weight; for pomp, its weight times its range. Weights are
 * fractions: all are multiplied by their common denominator L, so S is counted
 * in micropoints / L and nothing is ever rounded here.
 *
 * Percent of maximum possible: Cohen, P., Cohen, J., Aiken, L. S., & West, S. G.
 * (1999). The problem of units and the circumstance for POMP. Multivariate
 * Behavioral Research, 34(3), 315-346.
 *
 * @module
 */

import { exact } from "../definition/quantity.ts";
import type { Member, Scale } from "../definition/scale.ts";
import { MICROPOINTS_PER_POINT, type Micropoints } from "../micropoints.ts";
import { divide, multiply, ONE, type Rational, rational } from "../numbers/rational.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";

export interface MemberArithmetic {
  /** Times L. */
  readonly weight: number;
  readonly isReversed: boolean;
  /** Least and greatest points of an answer. */
  readonly lowest: Micropoints;
  readonly highest: Micropoints;
  readonly share: number;
  /** The most that the member adds to S. */
  readonly top: number;
}

export interface ScaleArithmetic {
  readonly members: readonly MemberArithmetic[];
  /** S of a full score. What is filled up from answers to wide-ranging members can pass it. */
  readonly most: number;
  /** S of a full score of some members, from what each adds at most. */
  readonly mostOf: (tops: readonly number[]) => number;
  /** Whether that is not their sum: some stand for all. */
  readonly isRanked: boolean;
  /** N: the share of all members. */
  readonly whole: number;
  /** Whether the raw value depends on which members were answered. */
  readonly isShared: boolean;
  /** Whether missing members that were not presented make the maximum of a response smaller. */
  readonly hasOwnMaximum: boolean;
  /** Twice what rounding to micropoints may have taken from S. */
  readonly slack: bigint;
  /** What S = 1 is in points, or in members, before anything is divided. */
  readonly one: Rational;
  /** The raw value of S = 1 where the answered share is a. */
  readonly worth: (share: number) => Rational;
}

/** Whole numbers of this size and their sums stay exact in a double. */
export const LARGEST_SUM = 2 ** 52;

const MICRO = BigInt(MICROPOINTS_PER_POINT);

/** @param compiled The scale's members, in its order. */
export function scaleArithmetic(scale: Scale, compiled: readonly CompiledItem[]): ScaleArithmetic {
  const common = commonDenominator(scale.items);
  const members = compiled.map((item, place) =>
    memberArithmetic(scale, item, weightOf(scale.items[place], common)),
  );
  const whole = members.reduce((sum, { share }) => sum + share, 0);
  const isShared = scale.missing === "prorate" || scale.missing === "mean_of_answered";
  return {
    members,
    most: mostOf(scale)(members.map(({ top }) => top)),
    mostOf: mostOf(scale),
    isRanked: isRankedScale(scale),
    whole,
    isShared,
    hasOwnMaximum: !isShared,
    slack: slackOf(scale, members, compiled),
    one: oneOf(scale, common),
    worth: worthOf(scale, { common, whole, isShared }),
  };
}

/** Whether one or some members stand for all: the largest, the smallest, the best. */
export function isRankedScale({ aggregate }: Scale): boolean {
  return aggregate === "max" || aggregate === "min" || aggregate === "best_k_of_n";
}

export function weightOfMember(member: Member): Rational {
  return typeof member === "string" || member.weight === undefined ? ONE : exact(member.weight);
}

export function isReversed(member: Member | undefined): boolean {
  return typeof member === "object" && member.reverse === true;
}

function weightOf(member: Member | undefined, common: bigint) {
  const { p, q } = member === undefined ? ONE : weightOfMember(member);
  return { weight: Number((p * common) / q), isReversed: isReversed(member) };
}

/** Whether the weights have no common denominator that a sum could be counted in. */
export function hasFineWeights(members: readonly Member[]): boolean {
  return commonDenominator(members) > LARGEST_SUM;
}

/** Growing no further once it is too large. */
function commonDenominator(members: readonly Member[]): bigint {
  let common = 1n;
  for (const member of members) {
    const { q } = weightOfMember(member);
    if (common <= LARGEST_SUM) common *= rational(q, common).p;
  }
  return common;
}

function memberArithmetic(
  { aggregate }: Scale,
  { levels, maxPoints }: CompiledItem,
  { weight, isReversed: reversed }: { readonly weight: number; readonly isReversed: boolean },
): MemberArithmetic {
  const lowest = levels[0] ?? 0;
  const highest = levels.at(-1) ?? 0;
  const own = { weight, isReversed: reversed, lowest, highest };
  if (aggregate === "count") return { ...own, share: 1, top: 1 };
  const range = weight * (highest - lowest);
  if (aggregate === "pomp") return { ...own, share: range, top: range };
  return { ...own, share: weight, top: weight * (reversed ? highest : maxPoints) };
}

function mostOf(scale: Scale): (tops: readonly number[]) => number {
  return (unsorted) => {
    const tops = unsorted.toSorted((a, b) => b - a);
    if (scale.aggregate === "max") return tops[0] ?? 0;
    if (scale.aggregate === "min") return tops.at(-1) ?? 0;
    const counted = scale.aggregate === "best_k_of_n" ? tops.slice(0, scale.k) : tops;
    return counted.reduce((sum, top) => sum + top, 0);
  };
}

function slackOf(
  scale: Scale,
  members: readonly MemberArithmetic[],
  compiled: readonly CompiledItem[],
): bigint {
  if (scale.aggregate === "count") return 0n;
  const rounded = members.filter((_, place) => compiled[place]?.rounded === true);
  return rounded.reduce((sum, { weight, isReversed: reversed }) => {
    return sum + BigInt(weight) * roundings(scale, reversed);
  }, 0n);
}

/** How many rounded numbers what a member adds is made of: x, or one end and x, or both ends and x. */
function roundings({ aggregate }: Scale, reversed: boolean): bigint {
  if (aggregate === "pomp") return 2n;
  return reversed ? 3n : 1n;
}

function oneOf({ aggregate }: Scale, common: bigint): Rational {
  return aggregate === "count" ? ONE : rational(1n, MICRO * common);
}

interface Whole {
  readonly common: bigint;
  readonly whole: number;
  readonly isShared: boolean;
}

function worthOf(scale: Scale, { common, whole, isShared }: Whole): (share: number) => Rational {
  const unit = oneOf(scale, common);
  const isMean = scale.aggregate === "mean" || scale.aggregate === "weighted_mean";
  const isDivided = isMean || scale.aggregate === "pomp" || scale.missing === "mean_of_answered";
  if (!isDivided && !isShared) return () => unit;

  const factor = factorOf(scale, { isDivided, unit, common, whole });
  // Without any range nothing is shared: such members were once taken.
  if (isShared) return (share) => divide(factor, rational(BigInt(Math.max(1, share))));
  // Members without any range are a fault, told once this is built.
  const fixed = divide(factor, rational(BigInt(Math.max(1, whole))));
  return () => fixed;
}

function factorOf(
  { aggregate }: Scale,
  form: Omit<Whole, "isShared"> & { readonly isDivided: boolean; readonly unit: Rational },
): Rational {
  if (aggregate === "pomp") return rational(100n);
  const { unit, common, whole, isDivided } = form;
  return multiply(unit, rational(isDivided ? common : BigInt(whole)));
}
