/**
 * Tables of what the codes of some items add to a sum.
 *
 * @module
 */

import type { PlanItem, SumTable } from "./plan.ts";

/**
 * Narrow members come first. A byte may hold any code, also one that its item
 * does not know: what nobody fills in stays NaN.
 */
export function emptySumTable(members: readonly PlanItem[]): SumTable {
  const narrow = members.filter(({ width }) => width === 1);
  const wide = members.filter(({ width }) => width !== 1);
  const starts = new Int32Array(members.length);
  let length = 0;
  for (const [place, { width, units }] of [...narrow, ...wide].entries()) {
    starts[place] = length;
    length += width === 1 ? 256 : units.length;
  }
  return {
    offsets: Int32Array.from(narrow, ({ offset }) => offset),
    slots: Int32Array.from(wide, ({ slot }) => slot),
    starts,
    worth: new Float64Array(length).fill(Number.NaN),
  };
}
