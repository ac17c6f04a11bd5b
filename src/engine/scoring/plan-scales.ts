/**
 * Makes the scales, bands and gates of a definition ready.
 *
 * @module
 */

import type { BandSet, Definition } from "../definition/definition.ts";
import type { Condition } from "../definition/gate.ts";
import { memberId, type Scale } from "../definition/scale.ts";
import { exact } from "../definition/quantity.ts";
import { absolute, greatest, multiply, ONE, rational } from "../numbers/rational.ts";
import { type BandPlan, compileBands, pointsSource } from "../scales/band-plan.ts";
import { compileCondition, type ConditionPlan } from "../scales/gate-plan.ts";
import type { Judge, JudgeSource } from "../scales/judge.ts";
import { resolutionFor } from "../scales/reading.ts";
import {
  isReversed,
  type ScaleArithmetic,
  scaleArithmetic,
  weightOfMember,
} from "../scales/scale-arithmetic.ts";
import { scaleValues } from "../scales/scale-values.ts";
import { compileThetaBands, compileThetaCondition } from "../scales/theta-judge.ts";
import { rawRange, valueRange } from "../scales/value-range.ts";

import type { Placed, Plan, PlanItem, PlannedJudge, ScalePlan } from "./plan.ts";
import { scaleKernel } from "./scale-kernel.ts";

type PlannedScales = Pick<Plan, "scales" | "bands" | "gates">;

interface Form {
  readonly definition: Definition;
  readonly items: readonly PlanItem[];
  readonly unit: number;
}

/** What is known of a scale before its bands and conditions are. */
interface Draft {
  readonly scale: Scale;
  readonly members: readonly number[];
  readonly items: readonly PlanItem[];
  readonly arithmetic: ScaleArithmetic;
  /** Filled as its bands and conditions are compiled. */
  readonly judges: Judge[];
}

export function planScales(form: Form): PlannedScales {
  const drafts = draftsOf(form);
  const rounded = form.items.filter(({ compiled }) => compiled.rounded).length;
  const place = placer(drafts, pointsSource(rounded));
  const { bands, gates = [] } = form.definition;
  return {
    bands: bands.map((set) => planBands(form, place, set)),
    gates: gates.map(({ id, all }) => ({
      id,
      conditions: all.map((condition) => planCondition(form, place, condition)),
    })),
    // After those: a scale's readings hold what its bands and conditions say.
    scales: drafts.map((draft) => planScale(draft, form.unit)),
  };
}

type Place = ReturnType<typeof placer>;

function planBands(form: Form, place: Place, set: BandSet): Plan["bands"][number] {
  const { on } = set;
  if (on === "theta") return compileThetaBands(set, entryOf(form, set.scale));
  const own = { ...set, on };
  return place<BandPlan>(own, (index, source) => compileBands(own, index, source));
}

function planCondition(form: Form, place: Place, condition: Condition): PlannedJudge {
  const { on } = condition;
  if (on === "theta") return compileThetaCondition(condition, entryOf(form, condition.scale));
  const own = { ...condition, on };
  return place<ConditionPlan>(own, (index, source) => compileCondition(own, index, source));
}

function draftsOf({ definition, items }: Form): Draft[] {
  const indexes = new Map(definition.items.map((item, index) => [item.id, index]));
  return definition.scales.map((scale) => {
    const members = scale.items
      .map(memberId)
      .map((id) => indexes.get(id) ?? missingMember(scale.id, id));
    const own = members.map((member) => items[member] as PlanItem);
    const compiled = own.map((item) => item.compiled);
    const arithmetic = scaleArithmetic(scale, compiled);
    return { scale, members, items: own, arithmetic, judges: [] };
  });
}

function missingMember(scale: string, item: string): never {
  throw new RangeError(`scale ${scale} names no item ${item}`);
}

/** Index of what estimates the ability of a scale. */
function entryOf({ definition: { irt = [] } }: Form, scale: string): number {
  const index = irt.findIndex((entry) => entry.scale === scale);
  if (index < 0) throw new RangeError(`no ability of ${scale} to look at`);
  return index;
}

type Judging = { readonly scaleIndex: number; readonly judge: Judge };

/** Finds the scale that is looked at, and whether whole numbers or readings decide. */
function placer(drafts: readonly Draft[], total: JudgeSource) {
  return <T extends Judging>(
    { scale, on }: { readonly scale: string; readonly on: Judge["on"] },
    compile: (scaleIndex: number, source: JudgeSource) => T,
  ): Placed<T> => {
    const index = drafts.findIndex((draft) => draft.scale.id === scale);
    const draft = drafts[index];
    if (draft === undefined) return { ...compile(index, total), slot: null };
    const planned = compile(index, sourceOfScale(draft));
    const needsReading =
      draft.arithmetic.isShared || (on === "value" && draft.scale.transform !== undefined);
    if (!needsReading) return { ...planned, slot: null };
    return { ...planned, slot: draft.judges.push(planned.judge) - 1 };
  };
}

/** What bands and conditions of a scale are compared by. */
export function sourceOfScale({ arithmetic }: Pick<ScalePlan, "arithmetic">): JudgeSource {
  const { worth, whole, most, slack } = arithmetic;
  const worthOfAll = worth(whole);
  return { slack, worth: worthOfAll, most: multiply(worthOfAll, rational(BigInt(most))) };
}

function planScale({ scale, members, items, arithmetic, judges }: Draft, unit: number): ScalePlan {
  const isCount = scale.aggregate === "count";
  const isExact = !arithmetic.isShared && scale.transform === undefined;
  const ownUnit = isCount ? 1 : unit;
  const resolution = isExact ? ONE : resolutionOf(scale, arithmetic, items);
  const leastAnswered = leastAnsweredOf(scale, items);
  const kernel = scaleKernel({ scale, arithmetic, items, unit });
  return {
    id: scale.id,
    members,
    arithmetic,
    unit: ownUnit,
    kernel,
    isPacked: kernel.combine === "sum" && !items.some(isRubric),
    values: scaleValues(scale, arithmetic, { judges, resolution }),
    isExact,
    leastAnswered,
    counted: isExact
      ? multiply(arithmetic.worth(arithmetic.whole), rational(BigInt(ownUnit)))
      : resolution,
  };
}

function resolutionOf(scale: Scale, arithmetic: ScaleArithmetic, items: readonly PlanItem[]) {
  const compiled = items.map((item) => item.compiled);
  const range = valueRange(scale, rawRange(scale, arithmetic, compiled));
  const resolution = resolutionFor(greatest(absolute(range.least), absolute(range.most)));
  if (resolution === null) throw new RangeError(`the values of scale ${scale.id} are too large`);
  return resolution;
}

/** Its points may still be missing, and the scale's with them. */
function isRubric({ item }: PlanItem): boolean {
  return item.type === "rubric";
}

/** The sum of its items as they are. */
function isPlainSum(scale: Scale): boolean {
  if (scale.aggregate !== "sum" || scale.transform !== undefined) return false;
  if (scale.missing === "prorate" || scale.missing === "mean_of_answered") return false;
  return scale.items.every(
    (member) => !isReversed(member) && weightOfMember(member).p === weightOfMember(member).q,
  );
}

/**
 * A scale without an answer has no value. A plain sum of items that are right
 * or wrong is an exam's subtest: there, no answer is no points.
 */
function leastAnsweredOf(scale: Scale, items: readonly PlanItem[]): number {
  if (scale.missing === "null_if_any") return items.length;
  if (scale.minAnswered !== undefined) {
    const { p, q } = exact(scale.minAnswered);
    const members = BigInt(items.length);
    // A whole number is a count; a share is reached by the next whole number.
    return Number(q === 1n ? p : (p * members + q - 1n) / q);
  }
  const isSubtest = isPlainSum(scale) && items.every(({ item }) => item.type !== "rating");
  return isSubtest ? 0 : 1;
}
