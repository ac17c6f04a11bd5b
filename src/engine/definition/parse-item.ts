/**
 * Parses one item and checks what its fields mean to one another.
 *
 * @module
 */

import * as v from "valibot";

import { type Micropoints, MICROPOINTS_PER_POINT } from "../micropoints.ts";
import { compare } from "../numbers/rational.ts";
import { compileItem } from "../rules/compile-item.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { ruleOf } from "../rules/rule-of.ts";

import type { Item } from "./definition.ts";
import type { Fault } from "./fault.ts";
import { isObject } from "./is-object.ts";
import { itemFields } from "./item-fields.ts";
import { itemSchema } from "./item-schema.ts";
import { parseGapItem } from "./parse-gaps.ts";
import { parsePart } from "./parse-part.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { exact } from "./quantity.ts";

export interface FaultlessItem {
  readonly item: Item;
  readonly compiled: CompiledItem;
}

const MOST_MICROPOINTS: Micropoints = 1_000_000 * MICROPOINTS_PER_POINT;

/** All that can be said of an item whose type or rule is unknown. */
const FieldsOfEveryItem = v.object(itemFields);

export function parseItem(input: unknown): Parsed<FaultlessItem> {
  if (!isObject(input)) return notAnObject();
  const schema = itemSchema(input);
  if (!schema.ok) {
    const { faults } = parsePart(FieldsOfEveryItem, input);
    return { value: null, faults: [schema.error, ...faults] };
  }

  const isGap = input["type"] === "gap";
  const part = isGap
    ? parseGapItem(schema.value, input, parseItem)
    : parsePart(schema.value, input);
  const { value: item, broken, faults: shape } = part;
  const faults = [...shape, ...meaningFaults(item, broken)];
  if (faults.length > 0) return { value: null, faults };

  const compiled = compileItem(item);
  const range = rangeFaults(compiled);
  return range.length > 0 ? { value: null, faults: range } : { value: { item, compiled }, faults };
}

function meaningFaults(item: Item, broken: ReadonlySet<string>): Fault[] {
  if (broken.has("rule")) return [];
  const checks = ruleOf(item).checks.filter(({ reads }) => !reads.some((name) => broken.has(name)));
  const faults = checks.flatMap((check) => check.faults(item));
  return broken.has("min") || broken.has("max") ? faults : [...faults, ...limitFaults(item)];
}

function limitFaults(item: Item): Fault[] {
  // A rating's own rule checks its range.
  if (item.type === "rating" || item.min === undefined || item.max === undefined) return [];
  if (compare(exact(item.min), exact(item.max)) <= 0) return [];
  return [{ code: "lower_above_upper", path: "min", message: "min must not be greater than max" }];
}

function rangeFaults({ levels, blank }: CompiledItem): Fault[] {
  const extremes = [blank, levels[0] ?? 0, levels.at(-1) ?? 0];
  if (extremes.every((points) => Math.abs(points) <= MOST_MICROPOINTS)) return [];
  const message = "an item must earn between -1,000,000 and 1,000,000 points after its weight";
  return [{ code: "points_out_of_range", path: "weight", message }];
}
