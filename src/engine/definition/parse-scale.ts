/**
 * Parses a scale and checks what it means to the items that it adds up.
 *
 * @module
 */

import { Scale } from "./definition.ts";
import { type Fault, quote, within } from "./fault.ts";
import { isObject } from "./is-object.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { notAnObject, type Parsed } from "./parsed.ts";

export interface ItemDirectory {
  /** Ids as written, of faulty items too: a scale may name those without being wrong itself. */
  readonly ids: ReadonlySet<string>;
  readonly ratings: ReadonlySet<string>;
}

export function parseScale(input: unknown, items: ItemDirectory): Parsed<Scale> {
  if (!isObject(input)) return notAnObject();
  const part = parsePart(Scale, input);
  const faults = [...part.faults, ...memberFaults(part, items), ...missingFaults(part, items)];
  return { value: faults.length === 0 ? part.value : null, faults };
}

function memberFaults({ value, broken }: Part<Scale>, items: ItemDirectory): Fault[] {
  if (broken.has("items")) return [];
  const seen = new Set<string>();
  return value.items.flatMap((id, place): Fault[] => {
    const isRepeated = seen.has(id);
    seen.add(id);
    if (isRepeated) return [memberFault("item_repeated", id, "is already in the scale", place)];
    if (items.ids.has(id)) return [];
    return [memberFault("unknown_item", id, "is not the id of an item", place)];
  });
}

function memberFault(code: string, id: string, words: string, place: number): Fault {
  return within(`items.${place}`, { code, path: "", message: `${quote(id)} ${words}` });
}

/** Without this, an empty questionnaire would score 0 and read "minimal depression". */
function missingFaults({ value, broken }: Part<Scale>, items: ItemDirectory): Fault[] {
  if (broken.has("items") || broken.has("missing") || value.missing !== undefined) return [];
  const rating = value.items.find((id) => items.ratings.has(id));
  if (rating === undefined) return [];
  const message = `must be "zero" or "null_if_any", because the item ${quote(rating)} is a rating`;
  return [{ code: "missing_field", path: "missing", message }];
}
