/**
 * Turns what a caller sent into a definition, or into the list of everything
 * that is wrong with it.
 *
 * @module
 */

import * as v from "valibot";

import { err, ok, type Result } from "#result";

import { MOST_SUMS } from "../rules/multiple-choice/subset-sums.ts";
import { MOST_PATTERN_STEPS } from "../rules/text/check-text-key.ts";
import { patternSize } from "../rules/text/pattern-size.ts";
import { LONGEST_PATTERN } from "../rules/text/text-key.ts";

import { coded } from "./coded-message.ts";
import { Definition } from "./definition.ts";
import { type Fault, within } from "./fault.ts";
import { irtDirectory } from "./irt-directory.ts";
import { irtFaults } from "./irt-faults.ts";
import { isObject } from "./is-object.ts";
import { oversized } from "./limits.ts";
import { lint } from "./lint.ts";
import { parseBandSet } from "./parse-band-set.ts";
import { parseGate } from "./parse-gate.ts";
import { parseIrt } from "./parse-irt.ts";
import { type FaultlessItem, parseItem } from "./parse-item.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { parsePart } from "./parse-part.ts";
import { type ItemDirectory, parseScale } from "./parse-scale.ts";
import { repeatedNames } from "./repeated-names.ts";
import { type CompiledById, scaleFaults } from "./scale-faults.ts";
import type { Scale } from "./scale.ts";

export interface ParsedDefinition {
  readonly definition: Definition;
  /** Things that are allowed, and probably not meant. */
  readonly warnings: readonly Fault[];
}

/** Everything but the entries of its lists, which are parsed one by one. */
const Frame = v.strictObject({
  ...Definition.entries,
  items: v.pipe(
    v.array(v.unknown()),
    v.minLength(1, coded("items_empty", "must have at least one item")),
  ),
  scales: v.optional(v.array(v.unknown()), []),
  bands: v.optional(v.array(v.unknown()), []),
  gates: v.exactOptional(v.array(v.unknown())),
  irt: v.exactOptional(v.array(v.unknown())),
});

/** Past this, an author mends what is listed first. */
const MOST_FAULTS = 10_000;

/** Of all items; scoring keeps a counter or more for each. */
const MOST_LEVELS = 250_000;

/** Of the patterns of all items: up to 20 MiB of automata, and a response is worth so much work. */
const MOST_STEPS = 20_000;

/**
 * Parses a definition: its shape, then what its parts mean to one another.
 *
 * Every fault is listed, up to 10,000; a definition beyond the limits of size is
 * refused for that alone. O(size) time.
 *
 * @returns The definition as plain JSON with every default filled in, and
 * warnings; or the faults: of the whole, of items, of scales, of bands.
 */
export function parseDefinition(input: unknown): Result<ParsedDefinition, readonly Fault[]> {
  if (!isObject(input)) return err(notAnObject().faults);
  const tooLarge = oversized(input);
  if (tooLarge.length > 0) return err(tooLarge);

  const frame = parsePart(Frame, input);
  const items = parseItems(input);
  const directory = directoryOf(listOf(input, "items"));
  const scales = parseList(input, "scales", (scale) => parseScale(scale, directory));
  const lookedAt = {
    scales: new Set(listOf(input, "scales").flatMap(idOf)),
    abilities: new Set(listOf(input, "irt").flatMap(scaleOf)),
  };
  const bands = parseList(input, "bands", (set) => parseBandSet(set, lookedAt));
  const gates = parseList(input, "gates", (gate) => parseGate(gate, lookedAt));
  const abilities = irtDirectory(directory.ids, listOf(input, "scales"));
  const irt = parseList(input, "irt", (entry) => parseIrt(entry, abilities));

  const faults = [
    ...frame.faults,
    ...items.faults,
    ...repeatedNames("items", listOf(input, "items"), "id"),
    ...scales.faults,
    ...repeatedNames("scales", listOf(input, "scales"), "id"),
    ...bands.faults,
    ...repeatedNames("bands", listOf(input, "bands"), "scale"),
    ...gates.faults,
    ...repeatedNames("gates", listOf(input, "gates"), "id"),
    ...irt.faults,
    ...repeatedNames("irt", listOf(input, "irt"), "scale"),
  ];
  if (faults.length > 0) return err(faults.slice(0, MOST_FAULTS));

  const unfit = [
    ...uncountableScales(scales.values, items.values),
    ...irtFaults(irt.values, scales.values, compiledById(items.values)),
  ];
  if (unfit.length > 0) return err(unfit.slice(0, MOST_FAULTS));

  const { gates: given, irt: estimated, ...head } = frame.value;
  const definition: Definition = {
    ...head,
    items: items.values.map(({ item }) => item),
    scales: scales.values,
    bands: bands.values,
    ...(given === undefined ? {} : { gates: gates.values }),
    ...(estimated === undefined ? {} : { irt: irt.values }),
  };
  const compiled = items.values.map((parsed) => parsed.compiled);
  return ok({ definition, warnings: lint(definition, compiled) });
}

function uncountableScales(scales: readonly Scale[], items: readonly FaultlessItem[]): Fault[] {
  const compiled = compiledById(items);
  return scales.flatMap((scale, place) =>
    scaleFaults(scale, compiled).map((fault) => within(`scales.${place}`, fault)),
  );
}

function compiledById(items: readonly FaultlessItem[]): CompiledById {
  return new Map(items.map((parsed) => [parsed.item.id, parsed.compiled]));
}

interface ParsedList<T> {
  readonly values: T[];
  readonly faults: Fault[];
}

function parseList<T>(
  input: Readonly<Record<string, unknown>>,
  name: string,
  parse: (entry: unknown) => Parsed<T>,
): ParsedList<T> {
  const values: T[] = [];
  const faults: Fault[] = [];
  for (const [place, entry] of listOf(input, name).entries()) {
    const parsed = parse(entry);
    for (const fault of parsed.faults) faults.push(within(`${name}.${place}`, fault));
    if (parsed.value !== null) values.push(parsed.value);
    if (faults.length >= MOST_FAULTS) break;
  }
  return { values, faults };
}

/** The items, read up to the one at which the levels of all become too many. */
function parseItems(input: Readonly<Record<string, unknown>>): ParsedList<FaultlessItem> {
  let levels = 0;
  let steps = 0;
  return parseList(input, "items", (entry) => {
    if (levels > MOST_LEVELS || steps > MOST_STEPS) return { value: null, faults: [] };
    steps += patternSteps(entry);
    if (steps > MOST_STEPS) return { value: null, faults: [TOO_MANY_STEPS] };
    const parsed = parseItem(entry);
    levels += levelsOf(parsed);
    return levels > MOST_LEVELS ? { value: null, faults: [TOO_MANY_LEVELS] } : parsed;
  });
}

/** By the work that they cost, so a weight of 0 does not hide them: an item refused for its sums has cost the most. */
function levelsOf({ value, faults }: Parsed<FaultlessItem>): number {
  if (value !== null) return value.compiled.valueCount;
  return faults.some(({ code }) => code === "too_many_sums") ? MOST_SUMS : 0;
}

/** Read off the input, gaps among it: a faulty item's patterns cost as much to parse. */
function patternSteps(entry: unknown): number {
  if (!isObject(entry)) return 0;
  let steps = 0;
  const parts = [entry, ...listOf(entry, "gaps").filter(isObject)];
  for (const accepted of parts.flatMap((part) => listOf(part, "key"))) {
    const pattern = isObject(accepted) ? accepted["pattern"] : undefined;
    // One that is too long or too large by itself is never parsed.
    if (typeof pattern !== "string" || pattern.length > LONGEST_PATTERN) continue;
    steps += Math.min(patternSize(pattern), MOST_PATTERN_STEPS);
    if (steps > MOST_STEPS) break;
  }
  return steps;
}

const TOO_MANY_STEPS: Fault = {
  code: "too_many_patterns",
  path: "",
  message:
    "up to this item, the patterns come to more than 20,000 steps; use fewer or shorter ones",
};

const TOO_MANY_LEVELS: Fault = {
  code: "too_many_levels",
  path: "",
  message: "up to this item, more than 250,000 different points are possible; use rounder weights",
};

function directoryOf(items: readonly unknown[]): ItemDirectory {
  const ratings = items.filter((item) => isObject(item) && item["type"] === "rating");
  return { ids: new Set(items.flatMap(idOf)), ratings: new Set(ratings.flatMap(idOf)) };
}

function idOf(entry: unknown): string[] {
  return isObject(entry) && typeof entry["id"] === "string" ? [entry["id"]] : [];
}

function scaleOf(entry: unknown): string[] {
  return isObject(entry) && typeof entry["scale"] === "string" ? [entry["scale"]] : [];
}

function listOf(input: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const list = input[name];
  return Array.isArray(list) ? list : [];
}
