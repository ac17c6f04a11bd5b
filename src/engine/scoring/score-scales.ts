/**
 * Values of the scales of a batch.
 *
 * @module
 */

import { cellCode } from "./cell-code.ts";
import { isAnswered } from "./is-answered.ts";
import type { Plan, PlanItem, ResponseBatch, ScalePlan } from "./plan.ts";

/**
 * The sum of a scale's members for every response, in units; NaN where the
 * scale has no value. O(responses * members).
 *
 * @param levels Level codes of the wide items, shape [count, plan.wide.count].
 */
export function scoreScale(
  plan: Plan,
  scale: ScalePlan,
  batch: ResponseBatch,
  levels: Uint16Array,
): Float64Array {
  const members = scale.members.map((member) => plan.items[member] as PlanItem);
  const values = addNarrowMembers(plan, members, batch);
  for (const item of members) {
    if (item.width === 1) continue;
    const start = plan.wide.starts[item.slot] as number;
    for (let response = 0; response < batch.count; response++) {
      const level = levels[response * plan.wide.count + item.slot] as number;
      values[response] = (values[response] as number) + (plan.wide.units[start + level] as number);
    }
  }
  if (scale.nullIfAny || scale.nullIfNone)
    blankOut(plan, scale, members, { batch, levels, values });
  return values;
}

function addNarrowMembers(
  plan: Plan,
  members: readonly PlanItem[],
  batch: ResponseBatch,
): Float64Array {
  const narrow = members.filter((item) => item.width === 1);
  const offsets = Int32Array.from(narrow, (item) => item.offset);
  const starts = Int32Array.from(narrow, (item) => item.slot << 8);
  const { units } = plan.narrow;
  const { rows } = batch;
  const values = new Float64Array(batch.count);
  let row = 0;
  for (let response = 0; response < values.length; response++) {
    let value = 0;
    for (let member = 0; member < offsets.length; member++) {
      const code = rows[row + (offsets[member] as number)] as number;
      value += units[(starts[member] as number) | code] as number;
    }
    values[response] = value;
    row += plan.rowLength;
  }
  return values;
}

interface ScoredScale {
  readonly batch: ResponseBatch;
  readonly levels: Uint16Array;
  readonly values: Float64Array;
}

/** A scale without enough answers has no value: never a quiet 0. */
function blankOut(
  plan: Plan,
  scale: ScalePlan,
  members: readonly PlanItem[],
  { batch, levels, values }: ScoredScale,
): void {
  for (let response = 0; response < batch.count; response++) {
    let answered = 0;
    for (const item of members) {
      const code = cellCode(plan, item, { batch, levels, response });
      if (isAnswered(item.item, code)) answered++;
    }
    if (answered === 0 || (scale.nullIfAny && answered < members.length)) {
      values[response] = Number.NaN;
    }
  }
}
