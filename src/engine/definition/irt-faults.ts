/**
 * Parameters that do not fit the points which their items can give.
 *
 * @module
 */

import { categoriesOf, levelsAfterReversal } from "../irt/item-categories.ts";
import { isReversed } from "../scales/scale-arithmetic.ts";

import { type Fault, within } from "./fault.ts";
import type { Irt, IrtItem } from "./irt.ts";
import { categoryCountOf } from "./parse-irt-item.ts";
import type { CompiledById } from "./scale-faults.ts";
import { memberId, type Scale } from "./scale.ts";

/** 20 MB of doubles. */
const MOST_VALUES = 2_500_000;
const DEFAULT_NODES = 61;
/** Of the methods that look for a maximum, at most. */
const SEARCH_NODES = 201;

export function irtFaults(
  entries: readonly Irt[],
  scales: readonly Scale[],
  compiled: CompiledById,
): Fault[] {
  const unfit = entries.flatMap((irt, place) =>
    entryFaults(irt, scales, compiled).map((fault) => within(`irt.${place}`, fault)),
  );
  return unfit.length > 0 ? unfit : sizeFaults(entries);
}

/** What estimating keeps in memory, all entries together. */
function sizeFaults(entries: readonly Irt[]): Fault[] {
  const values = entries.reduce((sum, irt) => sum + nodesOf(irt) * categoriesIn(irt), 0);
  if (values <= MOST_VALUES) return [];
  const message = `categories at so many nodes are ${values} values; at most 2,500,000 fit`;
  return [{ code: "too_many_values", path: "irt", message }];
}

function nodesOf({ method, grid }: Irt): number {
  const hasGrid = method === "eap" || method === "eapsum";
  return hasGrid ? (grid?.nodes ?? DEFAULT_NODES) : SEARCH_NODES;
}

function categoriesIn({ items }: Irt): number {
  return items.reduce((sum, item) => sum + categoryCountOf(item), 0);
}

function entryFaults(irt: Irt, scales: readonly Scale[], compiled: CompiledById): Fault[] {
  const scale = scales.find(({ id }) => id === irt.scale);
  const reversed = new Set((scale?.items ?? []).filter(isReversed).map(memberId));
  return irt.items.flatMap((item, place): Fault[] => {
    const levels = compiled.get(item.id)?.levels ?? [];
    const turned = levelsAfterReversal(levels, reversed.has(item.id));
    return fitFaults(item, turned, `items.${place}`);
  });
}

function fitFaults(item: IrtItem, levels: readonly number[], path: string): Fault[] {
  const count = categoryCountOf(item);
  if (item.categories === undefined) {
    if (levels.length === count) return [];
    const message = `is required: the model has ${count} categories and the item ${levels.length} different points`;
    return [{ code: "missing_field", path: `${path}.categories`, message }];
  }
  if (categoriesOf(item, levels).every((category) => category >= 0)) return [];
  const message = "must begin at or below the item's lowest points";
  return [{ code: "points_without_category", path: `${path}.categories.0`, message }];
}
