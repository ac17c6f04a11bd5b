/**
 * What cuts are made on: the total or a scale, as the definition has it.
 *
 * @module
 */

import type { Scale } from "../../definition/scale.ts";
import { levelsAfterReversal } from "../../irt/item-categories.ts";
import type { Micropoints } from "../../micropoints.ts";
import { multiply, type Rational, rational } from "../../numbers/rational.ts";
import { pointsSource } from "../../scales/band-plan.ts";
import type { JudgeSource } from "../../scales/judge.ts";
import { isRankedScale, type MemberArithmetic } from "../../scales/scale-arithmetic.ts";
import type { Plan, PlanItem, ScalePlan } from "../../scoring/plan.ts";
import { sourceOfScale } from "../../scoring/plan-scales.ts";

/** Whole numbers T are what points are compared in: micropoints, or a scale's S. */
export interface CutTest {
  /** "total", or the scale's id. */
  readonly id: string;
  /** Index into the plan's scales; -1 is the total. */
  readonly scaleIndex: number;
  /** Whole numbers in what is stored. */
  readonly unit: number;
  readonly source: JudgeSource;
  /** T of a full score, and that in points. */
  readonly full: number;
  readonly most: Rational;
  readonly members: readonly CutMember[];
  /** Whether T is the sum of what its members are worth. */
  readonly isSum: boolean;
}

export interface CutMember {
  readonly id: string;
  /** Every points that an answer can have, after reversal. */
  readonly levels: readonly Micropoints[];
  /** What each adds to T. */
  readonly worth: readonly number[];
  /** What no answer adds; null where the scale then has no value. */
  readonly blank: number | null;
}

export function cutTest(plan: Plan, scaleIndex: number): CutTest {
  const scale = plan.scales[scaleIndex];
  const written = plan.definition.scales[scaleIndex];
  return scale === undefined || written === undefined
    ? totalTest(plan)
    : scaleTest(plan, scaleIndex, scale, written);
}

function totalTest({ items, unit, maxPoints }: Plan): CutTest {
  const source = pointsSource(items.filter(({ compiled }) => compiled.rounded).length);
  return {
    id: "total",
    scaleIndex: -1,
    unit,
    source,
    full: maxPoints,
    most: multiply(source.worth, rational(BigInt(maxPoints))),
    members: items.map(({ item, compiled: { levels, blank } }) => {
      return { id: item.id, levels, worth: levels, blank };
    }),
    isSum: true,
  };
}

function scaleTest(plan: Plan, scaleIndex: number, scale: ScalePlan, written: Scale): CutTest {
  const { arithmetic, members, unit } = scale;
  const source = sourceOfScale(scale);
  return {
    id: scale.id,
    scaleIndex,
    unit,
    source,
    full: arithmetic.most,
    most: source.most,
    members: members.map((index, place) => {
      const own = arithmetic.members[place] as MemberArithmetic;
      const needsAll = scale.leastAnswered === members.length;
      return scaleMember(written, plan.items[index] as PlanItem, own, needsAll);
    }),
    isSum: !arithmetic.isShared && !isRankedScale(written) && written.aggregate !== "count",
  };
}

function scaleMember(
  { aggregate, missing = "zero" }: Scale,
  { item, compiled }: PlanItem,
  { weight, isReversed, lowest }: MemberArithmetic,
  needsAll: boolean,
): CutMember {
  const levels = levelsAfterReversal(compiled.levels, isReversed);
  const from = aggregate === "pomp" ? lowest : 0;
  const isBlankWorth = missing === "zero" && aggregate !== "pomp";
  const blank = isBlankWorth ? weight * compiled.blank : 0;
  return {
    id: item.id,
    levels,
    worth: levels.map((points) => weight * (points - from)),
    blank: needsAll ? null : blank,
  };
}

/** The least and the greatest T that a response to all items can have. */
export function rangeOfTest({ members }: CutTest): { readonly min: number; readonly max: number } {
  let [min, max] = [0, 0];
  for (const { worth, blank } of members) {
    const [least, most] = [Math.min(...worth), Math.max(...worth)];
    min += blank === null ? least : Math.min(least, blank);
    max += blank === null ? most : Math.max(most, blank);
  }
  return { min, max };
}
