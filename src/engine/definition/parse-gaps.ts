/**
 * Parses an item with gaps. Each gap is parsed as the item that it is, so that
 * its faults are told in the words of its own type and rule, all at once.
 *
 * @module
 */

import type * as v from "valibot";

import { GAP_TYPES } from "../rules/gap/gap-fields.ts";

import type { Item } from "./definition.ts";
import { type Fault, within } from "./fault.ts";
import { isObject } from "./is-object.ts";
import { notOneOf } from "./item-schema.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { repeatedNames } from "./repeated-names.ts";

type ParseItem = (input: unknown) => Parsed<{ readonly item: Item }>;

/** Stands for faulty gaps, so that the rest of their item is still looked at. */
const SOUND_GAP = { id: "gap", type: "text", key: ["gap"] };

export function parseGapItem(
  schema: v.GenericSchema<unknown, Item>,
  input: Readonly<Record<string, unknown>>,
  parseItem: ParseItem,
): Part<Item> {
  const gaps: unknown = input["gaps"];
  if (!Array.isArray(gaps) || gaps.length === 0) return parsePart(schema, input);

  const parsed = gaps.map((gap) => parseGap(gap, parseItem));
  const faults = [
    ...parsed.flatMap((gap, place) => gap.faults.map((fault) => within(`gaps.${place}`, fault))),
    ...repeatedNames("gaps", gaps, "id"),
  ];
  if (faults.length === 0) {
    return parsePart(schema, { ...input, gaps: parsed.map(({ value }) => value?.item) });
  }
  const rest = parsePart(schema, { ...input, gaps: [SOUND_GAP] });
  return {
    ...rest,
    faults: [...rest.faults, ...faults],
    broken: new Set([...rest.broken, "gaps"]),
  };
}

function parseGap(input: unknown, parseItem: ParseItem): ReturnType<ParseItem> {
  if (!isObject(input)) return notAnObject();
  const isGap = GAP_TYPES.some((type) => type === input["type"]);
  if (isGap) return parseItem(input);
  const fault: Fault = notOneOf("type", input["type"], GAP_TYPES);
  return { value: null, faults: [fault] };
}
