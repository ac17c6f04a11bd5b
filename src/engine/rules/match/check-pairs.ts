/**
 * What must hold between the pairs that an item names and its lists.
 *
 * @module
 */

import { type Fault, quote } from "../../definition/fault.ts";
import { notAnOption, repeated } from "../check-options.ts";
import type { Check } from "../rule.ts";

import { nameOf, sidesOf } from "./pairs.ts";

interface Lists {
  readonly left?: readonly string[];
  readonly right?: readonly string[];
}

type Named = readonly [left: string, right: string, ...unknown[]];

/** Nothing twice on a side: an answer could not say which it means. */
export const sidesAreDistinct: Check<Lists> = {
  reads: ["left", "right"],
  faults: ({ left = [], right = [] }) =>
    Object.entries({ left, right }).flatMap(([side, names]) =>
      repeated(names).map((place) => ({
        code: "option_repeated",
        path: `${side}.${place}`,
        message: `the option ${quote(names[place] ?? "")} is already in the list`,
      })),
    ),
};

/** Every pair of the key is made of the item's lists, and none is there twice. */
export const keyNamesPairs: Check<
  Lists & { readonly key: readonly (readonly [string, string])[] }
> = {
  reads: ["left", "right", "key"],
  faults: (item) => pairFaults(item, item.key, "key"),
};

/** The same of the pairs of a table of points. */
export const mapNamesPairs: Check<
  Lists & {
    readonly map: { readonly entries: readonly (readonly [string, string, string | number])[] };
  }
> = {
  reads: ["left", "right", "map"],
  faults: (item) => pairFaults(item, item.map.entries, "map.entries"),
};

function pairFaults(item: Lists, pairs: readonly Named[], path: string): Fault[] {
  const sides = sidesOf({ ...item, key: pairs.map(([left, right]) => [left, right]) });
  const strangers = pairs.flatMap(([left, right], place) => [
    ...(sides.left.has(left) ? [] : [notAnOption(`${path}.${place}.0`, left)]),
    ...(sides.right.has(right) ? [] : [notAnOption(`${path}.${place}.1`, right)]),
  ]);
  const twice = repeated(pairs.map(([left, right]) => nameOf(left, right))).map((place) => ({
    code: "pair_repeated",
    path: `${path}.${place}`,
    message: "the pair is already in the list",
  }));
  return [...strangers, ...twice];
}
