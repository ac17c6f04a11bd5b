/**
 * Sizes past which a definition is not read any further: what is wrong with it
 * is its size, and ten million entries would cost memory to find fault with.
 *
 * @module
 */

import { MAX_ITEMS } from "./definition.ts";
import { type Fault, within } from "./fault.ts";
import { isObject } from "./is-object.ts";

const MOST_ENTRIES = {
  items: MAX_ITEMS,
  groupBy: 256,
  scales: 256,
  bands: 256,
  gates: 256,
  irt: 256,
} as const;
/** Of all entries together: an item may count in its part and in the whole, and then in more. */
const MOST_PARAMETERS = 20_000;
/** Of all scales together: each member costs some kilobytes of tables. */
const MOST_MEMBERS = 20_000;
/** Of all bands together: each is counted by itself, in every group. */
const MOST_CUTS = 20_000;
/** Of a list or table inside an item. */
const MOST_PARTS = 1_000;
const ITEM_PARTS = {
  options: MOST_PARTS,
  key: MOST_PARTS,
  optionPoints: MOST_PARTS,
  values: MOST_PARTS,
  weights: MOST_PARTS,
  confidence: MOST_PARTS,
  "map.entries": MOST_PARTS,
  left: MOST_PARTS,
  right: MOST_PARTS,
  gaps: MOST_PARTS,
  areas: MOST_PARTS,
  criteria: MOST_PARTS,
};

/** The lists and tables that are too long; empty when all can be looked at one by one. */
export function oversized(input: Readonly<Record<string, unknown>>): Fault[] {
  const faults = Object.entries(MOST_ENTRIES).flatMap(([name, most]) =>
    tooLong(name, input[name], most),
  );
  if (faults.length > 0) return faults;

  return [
    ...partsOf(input, "items", ITEM_PARTS),
    ...partsInside(input["items"]),
    ...tooManyGaps(input["items"]),
    ...partsOf(input, "groupBy", { values: MOST_PARTS }),
    ...partsOf(input, "scales", { items: MAX_ITEMS, values: MOST_PARTS, transform: MOST_PARTS }),
    ...partsOf(input, "bands", { cuts: MOST_PARTS }),
    ...partsOf(input, "gates", { all: MOST_PARTS }),
    ...partsOf(input, "irt", { items: MAX_ITEMS, transform: MOST_PARTS }),
    ...tooManyInAll(input, "scales", { list: "items", most: MOST_MEMBERS }),
    ...tooManyInAll(input, "bands", { list: "cuts", most: MOST_CUTS }),
    ...tooManyInAll(input, "irt", { list: "items", most: MOST_PARAMETERS }),
  ];
}

function partsOf(
  input: Readonly<Record<string, unknown>>,
  name: string,
  parts: Readonly<Record<string, number>>,
): Fault[] {
  const list = input[name];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, place) => {
    if (!isObject(entry)) return [];
    return Object.entries(parts)
      .flatMap(([part, most]) => tooLong(part, valueAt(entry, part), most))
      .map((fault) => within(`${name}.${place}`, fault));
  });
}

/** A gap costs as much as an item. */
function tooManyGaps(items: unknown): Fault[] {
  const count = countInside(items, "gaps");
  if (count <= MAX_ITEMS) return [];
  const message = `all items together must have at most 5,000 gaps; they have ${grouped(count)}`;
  return [{ code: "too_many_gaps", path: "items", message }];
}

function tooManyInAll(
  input: Readonly<Record<string, unknown>>,
  path: string,
  { list, most }: { readonly list: string; readonly most: number },
): Fault[] {
  const count = countInside(input[path], list);
  if (count <= most) return [];
  const named = path === "irt" ? "entries" : path;
  const message = `all ${named} together must have at most ${grouped(most)} ${list}; they have ${grouped(count)}`;
  return [{ code: `too_many_${list}`, path, message }];
}

/** Entries of a list that each of `holders` has. */
function countInside(holders: unknown, name: string): number {
  if (!Array.isArray(holders)) return 0;
  return holders.reduce((sum: number, holder: unknown) => {
    const list = isObject(holder) ? holder[name] : undefined;
    return sum + (Array.isArray(list) ? list.length : 0);
  }, 0);
}

/** Of the gaps and areas of items. */
function partsInside(items: unknown): Fault[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown, place) => {
    if (!isObject(item)) return [];
    const faults = [
      ...partsOf(item, "gaps", ITEM_PARTS),
      ...partsOf(item, "areas", { vertices: MOST_PARTS }),
      ...partsOf(item, "criteria", { levels: MOST_PARTS }),
    ];
    return faults.map((fault) => within(`items.${place}`, fault));
  });
}

/** What stands at a path such as `map.entries`. */
function valueAt(entry: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split(".")
    .reduce((value: unknown, name) => (isObject(value) ? value[name] : undefined), entry);
}

function tooLong(path: string, value: unknown, most: number): Fault[] {
  if (typeof value !== "object" || value === null) return [];
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (count <= most) return [];
  const message = `must have at most ${grouped(most)} entries; it has ${grouped(count)}`;
  return [{ code: `too_many_${path.split(".").at(-1)}`, path, message }];
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
