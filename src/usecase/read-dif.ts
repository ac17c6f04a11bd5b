/**
 * Reads how differently the items of a revision work for two groups.
 *
 * @module
 */

import type { Plan } from "#engine/scoring/plan.ts";
import {
  countGroups,
  difCounts,
  emptyGroupCounts,
  type GroupCounts,
  type GroupPlan,
  planGroups,
} from "#engine/statistics/dif/count-groups.ts";
import { groupCountsOfTally, keepsGroups } from "#engine/statistics/dif/groups-of-tally.ts";
import type { GroupNames } from "#engine/statistics/dif/group-of.ts";
import { type ItemDif, itemDif } from "#engine/statistics/dif/item-dif.ts";
import { err, ok, type Result } from "#result";

import { difPlace } from "./cached-place.ts";
import { type CachedText, readCachedText } from "./cached-text.ts";
import type { Deps } from "./deps.ts";
import {
  type ScoredRevision,
  scoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";
import { sleep } from "./sleep.ts";
import { storedTally } from "./tally-of-run.ts";
import { walkRun } from "./walk-run.ts";

export type ReadDifInput = ScoredRevisionInput & GroupNames;

/** Reference and focal group are one. */
export interface GroupsNotDistinct {
  readonly code: "groups_not_distinct";
}

export interface DifView {
  /** Id of the run. */
  readonly run: string;
  readonly revision: number;
  /** It covers the ordinals 1 to `upto`. */
  readonly upto: number;
  readonly attribute: string;
  readonly reference: GroupView;
  readonly focal: GroupView;
  /** Results that count and are in neither group. */
  readonly others: number;
  /** In the order of the definition. */
  readonly items: readonly ItemDifView[];
}

export interface GroupView {
  readonly value: string;
  /** Results that count. */
  readonly n: number;
}

export interface ItemDifView {
  readonly id: string;
  readonly dif: ItemDif | null;
  /** Why `dif` is null: only items that earn all or nothing have it, and totals may be too many. */
  readonly reason?: "not_dichotomous" | "totals_too_spread";
}

type DifDeps = Pick<Deps, "db" | "lifetime" | "isPassingFault" | "limits" | "log">;

/** Of the results that the newest succeeded run counts; then from the cache, until a write. */
export async function readDif(
  deps: DifDeps & Pick<Deps, "cache" | "observe">,
  input: ReadDifInput,
): Promise<Result<CachedText, ScoredRevisionFailure | GroupsNotDistinct>> {
  if (input.reference === input.focal) return err({ code: "groups_not_distinct" });
  return await readCachedText(deps, difPlace(input), () => loadDif(deps, input));
}

async function loadDif(
  deps: DifDeps,
  input: ReadDifInput,
): Promise<Result<DifView, ScoredRevisionFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { run, plan } = scored.value;
  const { attribute, reference, focal } = input;
  const groups = planGroups(plan, { attribute, reference, focal });
  const counts = await countBoth(deps, scored.value, groups);
  const [inReference, inFocal, others] = counts.responses;
  return ok({
    run: run.id,
    revision: run.revision,
    upto: run.upto,
    attribute,
    reference: { value: reference, n: inReference },
    focal: { value: focal, n: inFocal },
    others,
    items: await itemsOf(plan, groups, counts),
  });
}

/** Off counts that are stored where they keep both groups apart, and in one pass over responses where not. */
async function countBoth(
  deps: DifDeps,
  scored: ScoredRevision,
  groups: GroupPlan,
): Promise<GroupCounts> {
  const stored = keepsGroups(groups) ? await storedTally(deps, scored) : null;
  if (stored !== null) return groupCountsOfTally(groups, stored);
  const counts = emptyGroupCounts();
  await walkRun(deps, scored, {
    withAttributes: true,
    count: (settled) => countGroups(groups, counts, settled),
  });
  return counts;
}

/** Totals worked out in one go, some 50 ms: then others get their turn. */
const TOTALS_AT_ONCE = 10_000;

async function itemsOf(plan: Plan, groups: GroupPlan, counts: GroupCounts): Promise<ItemDifView[]> {
  const places = new Map(groups.items.map((place, index) => [place, index]));
  const views: ItemDifView[] = [];
  let worked = 0;
  for (const [place, { item }] of plan.items.entries()) {
    views.push({ id: item.id, ...itemView(groups, counts, places.get(place)) });
    worked += counts.strata.size;
    if (worked < TOTALS_AT_ONCE) continue;
    worked = 0;
    await sleep(0);
  }
  return views;
}

function itemView(
  groups: GroupPlan,
  counts: GroupCounts,
  index: number | undefined,
): Omit<ItemDifView, "id"> {
  if (index === undefined) return { dif: null, reason: "not_dichotomous" };
  if (counts.isTooSpread) return { dif: null, reason: "totals_too_spread" };
  return { dif: itemDif(difCounts(groups, counts, index)) };
}
