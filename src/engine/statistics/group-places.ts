/**
 * Which responses of a batch are in which group.
 *
 * @module
 */

import { readAttributes } from "../scales/norm-group.ts";
import type { Group, Plan, ResponseBatch } from "../scoring/plan.ts";

/**
 * Places of each group's responses, ascending, by the plan's groups. Equal
 * attributes are read once a batch.
 *
 * @throws RangeError where groups ask for attributes that the batch does not have.
 */
export function groupPlaces({ groups }: Pick<Plan, "groups">, batch: ResponseBatch): number[][] {
  const places: number[][] = groups.map(() => []);
  if (groups.length === 0) return places;
  const { attributes, count } = batch;
  if (attributes === undefined) throw new RangeError("no attributes to sort by");
  const known = new Map<string | null, readonly number[]>();
  for (let place = 0; place < count; place++) {
    const text = attributes[place] ?? null;
    const own = known.get(text) ?? groupsWith(groups, text);
    known.set(text, own);
    for (const group of own) places[group]?.push(place);
  }
  return places;
}

function groupsWith(groups: readonly Group[], text: string | null): number[] {
  const attributes = readAttributes(text);
  return groups.flatMap(({ attribute, value }, index) => {
    const own = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    const isNamed = typeof own === "string" || typeof own === "number";
    return isNamed && String(own) === value ? [index] : [];
  });
}
