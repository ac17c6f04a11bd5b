/**
 * Reads the answers of two groups by item and total off the tallies of both.
 *
 * @module
 */

import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { groupIndex } from "../group-places.ts";
import type { Tally } from "../tally.ts";
import {
  CODES,
  emptyGroupCounts,
  type GroupCounts,
  type GroupPlan,
  NOT_PRESENTED,
  stratumOf,
} from "./count-groups.ts";
import { CELLS } from "./dif-counts.ts";

/** Whether tallies count both groups by themselves, and each of their totals. */
export function keepsGroups({ plan, names }: GroupPlan): boolean {
  return plan.cells.binWidth === 1 && placesOf(plan, names).every((place) => place >= 0);
}

function placesOf(
  plan: Plan,
  { attribute, reference, focal }: GroupPlan["names"],
): readonly [reference: number, focal: number] {
  const placeOf = (value: string) => groupIndex(plan, { attribute, value });
  return [placeOf(reference), placeOf(focal)];
}

/**
 * What `countGroups` counts of the same responses. A blank that was not
 * reached has a code of its own here, and is worth what it is worth there.
 * O(totals * cells of a total).
 *
 * @param groups Those that `keepsGroups` says yes to.
 */
export function groupCountsOfTally(groups: GroupPlan, tally: Tally): GroupCounts {
  const counts = emptyGroupCounts();
  let neither = tally.responses;
  for (const [side, place] of placesOf(groups.plan, groups.names).entries()) {
    const own = tally.groups[place] as Tally;
    counts.responses[side] = own.responses;
    neither -= own.responses;
    addSide(groups, counts, own, side);
  }
  counts.responses[2] = neither;
  return counts;
}

function addSide(groups: GroupPlan, counts: GroupCounts, own: Tally, side: number): void {
  const { minUnits, binCount, stride } = groups.plan.cells;
  for (const [bin, n] of own.histogram.entries()) {
    if (n === 0) continue;
    const stratum = stratumOf(groups, counts, minUnits + (bin % binCount));
    if (stratum === null) return;
    const cells = own.cells.subarray(bin * stride, (bin + 1) * stride);
    addCells(groups, stratum.subarray(side * 2), cells);
  }
}

/**
 * @param counters From the group's first one on.
 * @param cells Of one total.
 */
function addCells(
  { plan, items, outcomes }: GroupPlan,
  counters: Int32Array,
  cells: Uint32Array,
): void {
  for (const [index, place] of items.entries()) {
    const { units } = plan.items[place] as PlanItem;
    const start = plan.cells.starts[place] as number;
    for (let code = 0; code < units.length; code++) {
      const outcome = outcomes[index * CODES + code] as number;
      if (outcome === NOT_PRESENTED) continue;
      const counter = index * CELLS + outcome;
      counters[counter] = (counters[counter] as number) + (cells[start + code] as number);
    }
  }
}
