import type { Definition } from "./definition.ts";
import type { Fault } from "./fault.ts";
import { memberId } from "./scale.ts";

/** Items of a scale that say nothing about its ability. */
export function irtWarnings({ items, scales, irt = [] }: Definition): Fault[] {
  return irt.flatMap((entry, place): Fault[] => {
    const scale = scales.find(({ id }) => id === entry.scale);
    const members = scale?.items.map(memberId) ?? items.map(({ id }) => id);
    const count = members.length - entry.items.length;
    if (count === 0) return [];
    const message = `${count} of the scale's ${members.length} items have no parameters: they do not count in its ability`;
    return [{ code: "items_without_parameters", path: `irt.${place}.items`, message }];
  });
}
