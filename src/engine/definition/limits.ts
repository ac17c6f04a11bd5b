/**
 * Sizes past which a definition is not read any further: what is wrong with it
 * is its size, and ten million entries would cost memory to find fault with.
 *
 * @module
 */

import { MAX_ITEMS } from "./definition.ts";
import { type Fault, within } from "./fault.ts";
import { isObject } from "./is-object.ts";

const MOST_ENTRIES = { items: MAX_ITEMS, scales: 256, bands: 256, gates: 256 } as const;
/** Of a list or table inside an item. */
const MOST_PARTS = 1_000;

/** The lists and tables that are too long; empty when all can be looked at one by one. */
export function oversized(input: Readonly<Record<string, unknown>>): Fault[] {
  const faults = Object.entries(MOST_ENTRIES).flatMap(([name, most]) =>
    tooLong(name, input[name], most),
  );
  if (faults.length > 0) return faults;

  return [
    ...partsOf(input, "items", {
      options: MOST_PARTS,
      key: MOST_PARTS,
      optionPoints: MOST_PARTS,
      weights: MOST_PARTS,
    }),
    ...partsOf(input, "scales", { items: MAX_ITEMS, values: MOST_PARTS, transform: MOST_PARTS }),
    ...partsOf(input, "bands", { cuts: MOST_PARTS }),
    ...partsOf(input, "gates", { all: MOST_PARTS }),
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
      .flatMap(([part, most]) => tooLong(part, entry[part], most))
      .map((fault) => within(`${name}.${place}`, fault));
  });
}

function tooLong(path: string, value: unknown, most: number): Fault[] {
  if (typeof value !== "object" || value === null) return [];
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (count <= most) return [];
  const message = `must have at most ${grouped(most)} entries; it has ${grouped(count)}`;
  return [{ code: `too_many_${path}`, path, message }];
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
