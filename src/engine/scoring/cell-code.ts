import type { Plan, PlanItem, ResponseBatch } from "./plan.ts";

export interface Cell {
  readonly batch: ResponseBatch;
  /** Shape [count, plan.wide.count]. */
  readonly levels: Uint16Array;
  readonly response: number;
}

/** The code under which an item's cell is looked up: the answer's, or a wide item's level. */
export function cellCode(plan: Plan, item: PlanItem, { batch, levels, response }: Cell): number {
  return item.width === 1
    ? (batch.rows[response * plan.rowLength + item.offset] as number)
    : (levels[response * plan.wide.count + item.slot] as number);
}
