/**
 * Parses a set of bands and checks what it means to the scale that it divides.
 *
 * @module
 */

import { BandSet } from "./definition.ts";
import { type Fault, quote } from "./fault.ts";
import { isObject } from "./is-object.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { exact } from "./quantity.ts";

export function parseBandSet(input: unknown, scales: ReadonlySet<string>): Parsed<BandSet> {
  if (!isObject(input)) return notAnObject();
  const part = parsePart(BandSet, input);
  const faults = [...part.faults, ...scaleFaults(part, scales), ...cutFaults(part)];
  return { value: faults.length === 0 ? part.value : null, faults };
}

function scaleFaults({ value, broken }: Part<BandSet>, scales: ReadonlySet<string>): Fault[] {
  if (broken.has("scale") || value.scale === "total" || scales.has(value.scale)) return [];
  const message = `${quote(value.scale)} is neither "total" nor the id of a scale`;
  return [{ code: "unknown_scale", path: "scale", message }];
}

/** Of two bands that begin at the same value, none could be told from the other. */
function cutFaults({ value, broken }: Part<BandSet>): Fault[] {
  if (broken.has("cuts")) return [];
  const seen = new Set<string>();
  return value.cuts.flatMap(({ min }, place): Fault[] => {
    const { p, q } = exact(min);
    const isRepeated = seen.has(`${p}/${q}`);
    seen.add(`${p}/${q}`);
    if (!isRepeated) return [];
    const message = "another band begins at the same value";
    return [{ code: "cut_repeated", path: `cuts.${place}.min`, message }];
  });
}
