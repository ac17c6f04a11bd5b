/**
 * What entries of `irt` are allowed to say and probably do not mean.
 *
 * @module
 */

import type { Definition } from "./definition.ts";
import { type Fault, within } from "./fault.ts";
import type { Irt } from "./irt.ts";
import { transformWarnings } from "./lint-transforms.ts";
import { memberId } from "./scale.ts";
import type { Transform } from "./transform.ts";

export function irtWarnings(definition: Definition): Fault[] {
  return (definition.irt ?? []).flatMap((entry, place) =>
    [
      ...itemWarnings(definition, entry),
      ...transformWarnings(entry.transform),
      ...tableWarnings(entry.transform),
    ].map((warning) => within(`irt.${place}`, warning)),
  );
}

/** Items of a scale that say nothing about its ability. */
function itemWarnings({ items, scales }: Definition, entry: Irt): Fault[] {
  const scale = scales.find(({ id }) => id === entry.scale);
  const members = scale?.items.map(memberId) ?? items.map(({ id }) => id);
  const count = members.length - entry.items.length;
  if (count === 0) return [];
  const message = `${count} of the scale's ${members.length} items have no parameters: they do not count in its ability`;
  return [{ code: "items_without_parameters", path: "items", message }];
}

const LINES = new Set(["linear", "z", "t"]);

/** Abilities have all their digits, before lines and after. */
function tableWarnings(transforms: readonly Transform[] = []): Fault[] {
  const place = transforms.findIndex(({ type }) => !LINES.has(type));
  const table = transforms[place];
  if (table?.type !== "lookup") return [];
  const groups = "groups" in table ? table.groups : [table];
  if (!groups.some(({ between }) => between === "null")) return [];
  const message = 'hardly any ability is exactly a row: say "interpolate" or "nearest" in between';
  return [{ code: "rows_hardly_met", path: `transform.${place}`, message }];
}
