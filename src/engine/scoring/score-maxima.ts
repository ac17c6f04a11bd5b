/**
 * Maximum points of responses that were not shown every item.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import type { Definition } from "../definition/definition.ts";
import type { Micropoints } from "../micropoints.ts";
import { type Cell, cellCode } from "./cell-code.ts";
import type { Plan, PlanItem, ResponseBatch, ScalePlan } from "./plan.ts";

/** Maxima of each response: items not presented or not applicable leave both sides of a percent. */
export interface Maxima {
  readonly total: Float64Array;
  /** One array a scale, of what it is stored in. */
  readonly scales: readonly Float64Array[];
  /**
   * Shape [count]; 1 where some item was not shown, whatever its maximum: totals
   * are then of another set of items. One that adds nothing to them is no gap.
   */
  readonly gaps: Uint8Array;
}

/** Whether a state takes its item out of the response's maximum. */
export function isGap(code: number, absentMeans: Definition["absentMeans"]): boolean {
  switch (code) {
    case AnswerCode.didNotExist:
    case AnswerCode.notPresented:
    case AnswerCode.notApplicable:
      return true;
    case AnswerCode.absent:
      return absentMeans === "not_presented";
    default:
      return false;
  }
}

/** The total in micropoints. O(responses * items): only batches with gaps pay for it. */
export function scoreMaxima(plan: Plan, batch: ResponseBatch, levels: Uint16Array): Maxima {
  const everyItem = plan.items.map((_, index) => index);
  return {
    total: maximaOf(plan, everyItem, { batch, levels }, (place) => maxPointsOf(plan, place)),
    scales: plan.scales.map((scale) => scaleMaxima(plan, scale, batch, levels)),
    gaps: gapsOf(plan, { batch, levels }),
  };
}

/** @param worth Of each code. */
export function addsNothing(worth: Float64Array): boolean {
  return worth.every((value) => value === 0 || Number.isNaN(value));
}

function gapsOf(plan: Plan, { batch, levels }: Omit<Cell, "response">): Uint8Array {
  const gaps = new Uint8Array(batch.count);
  for (const item of plan.items) {
    if (addsNothing(item.units)) continue;
    for (let response = 0; response < batch.count; response++) {
      const code = cellCode(plan, item, { batch, levels, response });
      if (isGap(code, plan.definition.absentMeans)) gaps[response] = 1;
    }
  }
  return gaps;
}

function maxPointsOf({ items }: Plan, place: number): Micropoints {
  return items[place]?.compiled.maxPoints ?? 0;
}

function scaleMaxima(
  plan: Plan,
  { members, arithmetic }: ScalePlan,
  batch: ResponseBatch,
  levels: Uint16Array,
): Float64Array {
  if (!arithmetic.hasOwnMaximum) return new Float64Array(batch.count).fill(arithmetic.most);
  if (arithmetic.isRanked) {
    return Float64Array.from({ length: batch.count }, (_, response) =>
      arithmetic.mostOf(topsOf(plan, { members, arithmetic }, { batch, levels, response })),
    );
  }
  return maximaOf(plan, members, { batch, levels }, (place) => arithmetic.members[place]?.top ?? 0);
}

/** What the members that a response was shown add at most. */
function topsOf(
  plan: Plan,
  { members, arithmetic }: Pick<ScalePlan, "members" | "arithmetic">,
  cell: Cell,
): number[] {
  return members.flatMap((member, place) => {
    const code = cellCode(plan, plan.items[member] as PlanItem, cell);
    return isGap(code, plan.definition.absentMeans) ? [] : [arithmetic.members[place]?.top ?? 0];
  });
}

function maximaOf(
  plan: Plan,
  members: readonly number[],
  { batch, levels }: Omit<Cell, "response">,
  worthAt: (place: number) => number,
): Float64Array {
  const maxima = new Float64Array(batch.count);
  for (const [place, member] of members.entries()) {
    const item = plan.items[member] as PlanItem;
    const worth = worthAt(place);
    for (let response = 0; response < batch.count; response++) {
      const code = cellCode(plan, item, { batch, levels, response });
      if (isGap(code, plan.definition.absentMeans)) continue;
      maxima[response] = (maxima[response] as number) + worth;
    }
  }
  return maxima;
}
