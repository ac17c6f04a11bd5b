/**
 * Which responses of a batch are in which group.
 *
 * @module
 */

import { readAttributes } from "../scales/norm-group.ts";
import type { Group, Plan, ResponseBatch } from "../scoring/plan.ts";
import type { CountableBatch } from "./count-batch.ts";
import { picked } from "./settled-responses.ts";

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

/** The plan's group of that name; -1 where it has none. */
export function groupIndex({ groups }: Pick<Plan, "groups">, { attribute, value }: Group): number {
  return groups.findIndex((group) => group.attribute === attribute && group.value === value);
}

/** The responses of one group, declared or not, as a batch of their own. */
export function ofGroup(plan: Plan, group: Group, countable: CountableBatch): CountableBatch {
  const [places = []] = groupPlaces({ groups: [group] }, countable.batch);
  return picked(plan, countable, places);
}

function groupsWith(groups: readonly Group[], text: string | null): number[] {
  const attributes = readAttributes(text);
  return groups.flatMap(({ attribute, value }, index) => {
    const own = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    const isNamed = typeof own === "string" || typeof own === "number";
    return isNamed && String(own) === value ? [index] : [];
  });
}
