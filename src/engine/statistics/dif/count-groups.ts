/**
 * Counts the answers of two groups by item and total.
 *
 * @module
 */

import { AnswerCode } from "../../answers/answer-code.ts";
import { MICROPOINTS_PER_POINT } from "../../micropoints.ts";
import type { CompiledItem } from "../../rules/compiled-item.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { isGap } from "../../scoring/score-maxima.ts";
import type { CountableBatch } from "../count-batch.ts";
import { CELLS, type DifCounts } from "./dif-counts.ts";
import { type GroupNames, groupOf } from "./group-of.ts";

/** Everything in it adds: counts of different responses give those of all, in any order. */
export interface GroupCounts {
  /** Counters by total, in units: shape [dichotomous items, 4], as in `DifCounts`. */
  readonly strata: Map<number, Int32Array>;
  /** Responses of the reference group, the focal group, and neither. */
  readonly responses: [reference: number, focal: number, neither: number];
  /** Whether there are more totals than counters for them; then none are kept. */
  isTooSpread: boolean;
}

/** What counting needs of a plan: its items that are right or wrong, in flat tables. */
export interface GroupPlan {
  readonly plan: Plan;
  readonly names: GroupNames;
  /** Indexes into the plan's items. */
  readonly items: readonly number[];
  readonly mostTotals: number;
  /** Where each item's code lies: a byte of the row, or the complement of a slot among the levels. */
  readonly places: Int32Array;
  /** Shape [items, 256]: right, wrong, or not presented. */
  readonly outcomes: Uint8Array;
}

/** 16 MiB of counters of four bytes. */
const COUNTER_BUDGET = 4 * 1024 * 1024;

export const CODES = 256;
const WRONG = 1;
export const NOT_PRESENTED = 2;

export function planGroups(
  plan: Plan,
  names: GroupNames,
  counters: number = COUNTER_BUDGET,
): GroupPlan {
  const items = plan.items.flatMap(({ compiled }, index) =>
    isDichotomous(compiled) ? [index] : [],
  );
  const places = new Int32Array(items.length);
  const outcomes = new Uint8Array(items.length * CODES).fill(NOT_PRESENTED);
  for (const [index, place] of items.entries()) {
    const item = plan.items[place] as PlanItem;
    places[index] = item.width === 1 ? item.offset : ~item.slot;
    outcomes.set(outcomesOf(plan, item), index * CODES);
  }
  const mostTotals = Math.floor(counters / (CELLS * Math.max(1, items.length)));
  return { plan, names, items, mostTotals, places, outcomes };
}

/** Whether every answer earns all or nothing, a blank one too. */
function isDichotomous({ levels, blank }: CompiledItem): boolean {
  const [nothing, all = 0] = levels;
  return levels.length === 2 && nothing === 0 && all > 0 && levels.includes(blank);
}

/** A blank is what it is worth; an item that was not presented was not answered wrongly. */
function outcomesOf({ definition }: Plan, { units }: PlanItem): Uint8Array {
  return Uint8Array.from(units, (worth, code) => {
    if (Number.isNaN(worth)) return NOT_PRESENTED;
    if (code < AnswerCode.firstAnswer && isGap(code, definition.absentMeans)) return NOT_PRESENTED;
    return worth > 0 ? 0 : WRONG;
  });
}

export function emptyGroupCounts(): GroupCounts {
  return { strata: new Map(), responses: [0, 0, 0], isTooSpread: false };
}

/** O(responses * items) time; memory is bounded by the plan's counters. */
export function countGroups(
  groups: GroupPlan,
  counts: GroupCounts,
  { batch, levels, scored }: CountableBatch,
): void {
  const { plan, names } = groups;
  for (let response = 0; response < batch.count; response++) {
    const group = groupOf(names, batch.attributes?.[response] ?? null);
    const place = group === -1 ? 2 : group;
    counts.responses[place] += 1;
    if (group === -1) continue;
    const stratum = stratumOf(groups, counts, scored.totals[response] as number);
    if (stratum === null) continue;
    const row = batch.rows.subarray(response * plan.rowLength, (response + 1) * plan.rowLength);
    const own = levels.subarray(response * plan.wide.count, (response + 1) * plan.wide.count);
    addAnswers(groups, stratum.subarray(group * 2), row, own);
  }
}

/** The counters of a total; null once there are too many totals. */
export function stratumOf(
  groups: GroupPlan,
  counts: GroupCounts,
  total: number,
): Int32Array | null {
  if (counts.isTooSpread) return null;
  const known = counts.strata.get(total);
  if (known !== undefined) return known;
  if (counts.strata.size === groups.mostTotals) {
    counts.isTooSpread = true;
    counts.strata.clear();
    return null;
  }
  const stratum = new Int32Array(groups.items.length * CELLS);
  counts.strata.set(total, stratum);
  return stratum;
}

/** @param counters From the group's first one on. */
function addAnswers(
  { places, outcomes }: GroupPlan,
  counters: Int32Array,
  row: Uint8Array,
  levels: Uint16Array,
): void {
  for (let item = 0; item < places.length; item++) {
    const place = places[item] as number;
    const code = place >= 0 ? (row[place] as number) : (levels[~place] as number);
    const outcome = outcomes[item * CODES + code] as number;
    if (outcome === NOT_PRESENTED) continue;
    const counter = item * CELLS + outcome;
    counters[counter] = (counters[counter] as number) + 1;
  }
}

/**
 * What was counted of one item.
 *
 * @param index Into the items of the group plan.
 */
export function difCounts(groups: GroupPlan, counts: GroupCounts, index: number): DifCounts {
  const { unit } = groups.plan;
  const units = Float64Array.from(counts.strata.keys()).sort();
  const own = new Float64Array(units.length * CELLS);
  for (const [stratum, total] of units.entries()) {
    const counters = counts.strata.get(total) as Int32Array;
    own.set(counters.subarray(index * CELLS, (index + 1) * CELLS), stratum * CELLS);
  }
  return { totals: units.map((total) => (total * unit) / MICROPOINTS_PER_POINT), counts: own };
}
