/**
 * What scales and gates are allowed to say and probably do not mean.
 *
 * @module
 */

import type { CompiledItem } from "../rules/compiled-item.ts";
import { isReversed } from "../scales/scale-arithmetic.ts";

import type { Definition } from "./definition.ts";
import { type Fault, within } from "./fault.ts";
import { transformWarnings } from "./lint-transforms.ts";
import { memberId } from "./scale.ts";

export function scaleWarnings(definition: Definition, compiled: readonly CompiledItem[]): Fault[] {
  const byId = new Map(definition.items.map(({ id }, place) => [id, compiled[place]]));
  return definition.scales.flatMap((scale, place) => [
    ...scale.items.flatMap((member, at): Fault[] => {
      const { levels = [] } = byId.get(memberId(member)) ?? {};
      if (!isReversed(member) || levels.length > 1) return [];
      return [{ ...WITHOUT_RANGE, path: `scales.${place}.items.${at}.reverse` }];
    }),
    ...transformWarnings(scale.transform).map((warning) => within(`scales.${place}`, warning)),
  ]);
}

const WITHOUT_RANGE = {
  code: "reverse_without_range",
  message: "every answer earns the same points, so there is nothing to reverse",
};
