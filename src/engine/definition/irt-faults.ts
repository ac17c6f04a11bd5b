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

export function irtFaults(
  entries: readonly Irt[],
  scales: readonly Scale[],
  compiled: CompiledById,
): Fault[] {
  return entries.flatMap((irt, place) =>
    entryFaults(irt, scales, compiled).map((fault) => within(`irt.${place}`, fault)),
  );
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
