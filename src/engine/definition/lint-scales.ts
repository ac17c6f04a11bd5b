/**
 * What scales and gates are allowed to say and probably do not mean.
 *
 * @module
 */

import type { CompiledItem } from "../rules/compiled-item.ts";
import { isReversed } from "../scales/scale-arithmetic.ts";

import type { Definition } from "./definition.ts";
import type { Fault } from "./fault.ts";
import { memberId } from "./scale.ts";
import type { Transform } from "./transform.ts";

export function scaleWarnings(definition: Definition, compiled: readonly CompiledItem[]): Fault[] {
  const byId = new Map(definition.items.map(({ id }, place) => [id, compiled[place]]));
  return definition.scales.flatMap((scale, place) => [
    ...scale.items.flatMap((member, at): Fault[] => {
      const { levels = [] } = byId.get(memberId(member)) ?? {};
      if (!isReversed(member) || levels.length > 1) return [];
      return [{ ...WITHOUT_RANGE, path: `scales.${place}.items.${at}.reverse` }];
    }),
    ...(scale.transform ?? []).flatMap((transform, at) =>
      deadGroups(transform, `scales.${place}.transform.${at}`),
    ),
  ]);
}

const WITHOUT_RANGE = {
  code: "reverse_without_range",
  message: "every answer earns the same points, so there is nothing to reverse",
};

/** The first group that matches serves, so none comes after one that matches everyone. */
function deadGroups(transform: Transform, path: string): Fault[] {
  if (!("groups" in transform)) return [];
  const all = transform.groups.findIndex(({ where }) => Object.keys(where).length === 0);
  return transform.groups.flatMap((_, place): Fault[] => {
    if (all < 0 || place <= all) return [];
    const message = "an earlier group takes every response";
    return [{ code: "group_unreachable", path: `${path}.groups.${place}`, message }];
  });
}
