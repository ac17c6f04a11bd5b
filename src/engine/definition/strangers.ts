/**
 * Fields that a schema does not know: a misspelt one must not be ignored in
 * silence. Valibot stops at the first of an object; an author wants them all.
 *
 * @module
 */

import type * as v from "valibot";

import { type Fault, quote } from "./fault.ts";
import { type PlacedIssue, shownPath } from "./placed-issue.ts";

/** Enough to mend a definition by; a caller may have sent a million. */
const MOST_SHOWN = 100;

/** Every unknown field of the object in which Valibot found one. */
export function strangers({ path }: PlacedIssue, schema: v.GenericSchema): Fault[] {
  const holder: unknown = path.at(-1)?.input;
  const place = path.slice(0, -1).map(({ key }): unknown => key);
  const known = fieldsAt(schema, path);
  const names = Object.keys(Object(holder)).filter((name) => !known.has(name));
  return names.slice(0, MOST_SHOWN).map((name) => ({
    code: "unknown_field",
    path: shownPath([...place, name]),
    message: `${quote(name)} is not a field here; there are ${[...known].join(", ")}`,
  }));
}

/** What is read of a Valibot schema, to find the fields of an object inside it. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly options?: readonly unknown[];
  /** Of a variant: the field that tells its alternatives apart. */
  readonly key?: string;
  /** Of a literal. */
  readonly literal?: unknown;
}

const NOTHING: Shape = { type: "never" };

function fieldsAt(schema: Shape, path: readonly v.IssuePathItem[]): ReadonlySet<string> {
  let shape = schema;
  for (const [depth, { key, input }] of path.entries()) {
    shape = unwrapped(shape, input);
    if (depth === path.length - 1) break;
    shape = shape.item ?? shape.entries?.[String(key)] ?? NOTHING;
  }
  return new Set(Object.keys(shape.entries ?? {}));
}

/** Past `optional`, and into the alternative that the value is meant for, an object or a list of them. */
function unwrapped(shape: Shape, value: unknown): Shape {
  if (shape.wrapped !== undefined) return unwrapped(shape.wrapped, value);
  const options = (shape.options ?? []).map(Object);
  const objects = options.filter((option: Shape) => option.entries ?? option.item);
  const { key } = shape;
  if (key === undefined) return objects[0] ?? shape;
  const named = Object(value)[key];
  return objects.find((option: Shape) => option.entries?.[key]?.literal === named) ?? NOTHING;
}
