/**
 * Parts a form's items by the sums that they are in, so that what is in the
 * total and in scales is looked up and added once.
 *
 * @module
 */

import type { PlanItem, ScalePlan, SumPart } from "./plan.ts";
import { emptySumTable } from "./sum-table.ts";

/** One part for each set of plain scales that some items are in, and one for the items in none. */
export function planParts(items: readonly PlanItem[], scales: readonly ScalePlan[]): SumPart[] {
  const scalesOf: number[][] = items.map(() => []);
  for (const [index, { members, kernel }] of scales.entries()) {
    if (!kernel.isPlain) continue;
    for (const member of members) scalesOf[member]?.push(index);
  }
  const parts = new Map<string, { scales: readonly number[]; members: PlanItem[] }>();
  for (const [index, item] of items.entries()) {
    const own = scalesOf[index] ?? [];
    const part = parts.get(own.join()) ?? { scales: own, members: [] };
    part.members.push(item);
    parts.set(own.join(), part);
  }
  return [...parts.values()].map(({ scales: own, members }) => ({
    scales: own,
    table: unitsTable(members),
  }));
}

function unitsTable(members: readonly PlanItem[]) {
  const table = emptySumTable(members);
  const narrow = members.filter(({ width }) => width === 1);
  const wide = members.filter(({ width }) => width !== 1);
  for (const [place, { units }] of [...narrow, ...wide].entries()) {
    table.worth.set(units, table.starts[place] as number);
  }
  return table;
}
