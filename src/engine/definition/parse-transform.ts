/**
 * Parses transforms, each by the schema of its own type, and checks their tables.
 *
 * @module
 */

import { compare } from "../numbers/rational.ts";

import { type Fault, within } from "./fault.ts";
import { isObject } from "./is-object.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { parsePart } from "./parse-part.ts";
import { exact, type Quantity } from "./quantity.ts";
import { type Transform, TRANSFORM_TYPES, transformSchemas } from "./transform.ts";

/** Paths of faults begin at whatever has the transforms. */
export function parseTransforms(list: readonly unknown[] = []) {
  const value: Transform[] = [];
  const faults: Fault[] = [];
  for (const [place, entry] of list.entries()) {
    const parsed = parseTransform(entry);
    for (const fault of parsed.faults) faults.push(within(`transform.${place}`, fault));
    if (parsed.value !== null) value.push(parsed.value);
  }
  return { value, faults };
}

function parseTransform(input: unknown): Parsed<Transform> {
  if (!isObject(input)) return notAnObject();
  const type = TRANSFORM_TYPES.find((name) => name === input["type"]);
  if (type === undefined) return { value: null, faults: [unknownType(input["type"])] };

  const { own, grouped } = transformSchemas[type];
  // The schemas of one type have its fields; which of the types it is cannot be told here.
  const part = parsePart<typeof own | typeof grouped>(
    Object.hasOwn(input, "groups") ? grouped : own,
    input,
  );
  if (part.faults.length > 0) return { value: null, faults: part.faults };
  const faults = meaningFaults(part.value);
  return faults.length > 0 ? { value: null, faults } : { value: part.value, faults };
}

function unknownType(type: unknown): Fault {
  if (type === undefined) return { code: "missing_field", path: "type", message: "is required" };
  const message = `must be one of ${TRANSFORM_TYPES.map((name) => `"${name}"`).join(", ")}`;
  return { code: "unknown_type", path: "type", message };
}

function meaningFaults(transform: Transform): Fault[] {
  if (!("groups" in transform)) return fieldFaults(transform);
  return transform.groups.flatMap((group, place) => [
    ...fieldFaults(group).map((fault) => within(`groups.${place}`, fault)),
    ...Object.entries(group.where).flatMap(([name, condition]): Fault[] => {
      if (typeof condition !== "object") return [];
      const { min, max } = condition;
      if (min === undefined || max === undefined || min <= max) return [];
      return [lowerAboveUpper(`groups.${place}.where.${name}.min`, "min", "max")];
    }),
  ]);
}

/** What is checked of any transform. */
interface Fields {
  readonly mean?: Quantity;
  readonly lower?: Quantity;
  readonly upper?: Quantity;
  readonly table?: readonly (readonly Quantity[])[];
  readonly between?: string;
}

function fieldFaults({ lower, upper, table, between }: Fields): Fault[] {
  if (table !== undefined) return tableFaults(table, between === undefined);
  if (lower === undefined || upper === undefined) return [];
  return compare(exact(lower), exact(upper)) <= 0
    ? []
    : [lowerAboveUpper("lower", "lower", "upper")];
}

function lowerAboveUpper(path: string, low: string, high: string): Fault {
  return { code: "lower_above_upper", path, message: `${low} must not be greater than ${high}` };
}

function tableFaults(table: readonly (readonly Quantity[])[], isFrequencies: boolean): Fault[] {
  const seen = new Set<string>();
  const repeated = table.flatMap(([raw = 0], place): Fault[] => {
    const { p, q } = exact(raw);
    const isRepeated = seen.has(`${p}/${q}`);
    seen.add(`${p}/${q}`);
    if (!isRepeated) return [];
    const message = "another row has the same raw value";
    return [{ code: "row_repeated", path: `table.${place}`, message }];
  });
  if (!isFrequencies || table.some(([, n]) => n !== 0)) return repeated;
  const message = "counts nobody: at least one row must have a number above 0";
  return [...repeated, { code: "norm_group_empty", path: "table", message }];
}
