/**
 * Parses a set of bands and checks what it means to the scale that it divides.
 *
 * @module
 */

import { bandCuts } from "./band-cuts.ts";
import { BandSet } from "./definition.ts";
import type { Fault } from "./fault.ts";
import { isObject } from "./is-object.ts";
import { type LookedAt, lookingFaults } from "./looking-faults.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { notAnObject, type Parsed } from "./parsed.ts";

export function parseBandSet(input: unknown, known: LookedAt): Parsed<BandSet> {
  if (!isObject(input)) return notAnObject();
  const part = parsePart(BandSet, input);
  const faults = [...part.faults, ...scaleFaults(part, known), ...cutFaults(part)];
  return { value: faults.length === 0 ? part.value : null, faults };
}

/** An `on` that cannot be relied on asks for no ability. */
function scaleFaults({ value, broken }: Part<BandSet>, known: LookedAt): Fault[] {
  if (broken.has("scale")) return [];
  const { scale, on } = value;
  return lookingFaults({ scale, on: broken.has("on") ? "points" : on }, known);
}

/** Of two bands that begin at the same value, none could be told from the other. */
function cutFaults({ value, broken }: Part<BandSet>): Fault[] {
  if (broken.has("cuts")) return [];
  const seen = new Set<string>();
  // In the order of the definition, so that the later of two is at fault.
  const set = broken.has("roundedTo") ? { cuts: value.cuts } : value;
  const cuts = bandCuts(set).toSorted((a, b) => a.place - b.place);
  return cuts.flatMap(({ from: { p, q }, place }): Fault[] => {
    const isRepeated = seen.has(`${p}/${q}`);
    seen.add(`${p}/${q}`);
    if (!isRepeated) return [];
    const message = "another band begins at the same value";
    return [{ code: "cut_repeated", path: `cuts.${place}.min`, message }];
  });
}
