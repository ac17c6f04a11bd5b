/**
 * Parses a scale and checks what it means to the items that it takes together.
 *
 * @module
 */

import * as v from "valibot";

import { type Fault, quote } from "./fault.ts";
import { isObject } from "./is-object.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { parseTransforms } from "./parse-transform.ts";
import { exact } from "./quantity.ts";
import { memberId, MISSING, type Scale, scaleFrame } from "./scale.ts";
import { UnparsedTransforms } from "./transform.ts";

export interface ItemDirectory {
  /** Ids as written, of faulty items too: a scale may name those without being wrong itself. */
  readonly ids: ReadonlySet<string>;
  readonly ratings: ReadonlySet<string>;
}

const Frame = v.strictObject({
  ...scaleFrame,
  transform: v.exactOptional(UnparsedTransforms),
});
type Frame = v.InferOutput<typeof Frame>;

export function parseScale(input: unknown, items: ItemDirectory): Parsed<Scale> {
  if (!isObject(input)) return notAnObject();
  const part = parsePart(Frame, input);
  const transforms = parseTransforms(part.broken.has("transform") ? [] : part.value.transform);
  const faults = [
    ...part.faults,
    ...memberFaults(part, items),
    ...missingFaults(part, items),
    ...aggregateFaults(part),
    ...transforms.faults,
  ];
  if (faults.length > 0) return { value: null, faults };
  const { transform: _, ...frame } = part.value;
  const isPlain = transforms.value.length === 0;
  return { value: isPlain ? frame : { ...frame, transform: transforms.value }, faults };
}

function memberFaults({ value, broken }: Part<Frame>, items: ItemDirectory): Fault[] {
  if (broken.has("items")) return [];
  const seen = new Set<string>();
  return value.items.flatMap((member, place): Fault[] => {
    const id = memberId(member);
    const isRepeated = seen.has(id);
    seen.add(id);
    const path = typeof member === "string" ? `items.${place}` : `items.${place}.id`;
    if (isRepeated) return [memberFault("item_repeated", id, "is already in the scale", path)];
    if (items.ids.has(id)) return [];
    return [memberFault("unknown_item", id, "is not the id of an item", path)];
  });
}

function memberFault(code: string, id: string, words: string, path: string): Fault {
  return { code, path, message: `${quote(id)} ${words}` };
}

/** Without this, an empty questionnaire would score 0 and read "minimal depression". */
function missingFaults({ value, broken }: Part<Frame>, items: ItemDirectory): Fault[] {
  if (broken.has("items") || broken.has("missing") || value.missing !== undefined) return [];
  const rating = value.items.map(memberId).find((id) => items.ratings.has(id));
  if (rating === undefined) return [];
  const policies = MISSING.map((policy) => `"${policy}"`).join(", ");
  const message = `must be one of ${policies}, because the item ${quote(rating)} is a rating`;
  return [{ code: "missing_field", path: "missing", message }];
}

/** Fields that the aggregate needs, or would silently ignore. */
function aggregateFaults(part: Part<Frame>): Fault[] {
  if (part.broken.has("aggregate")) return [];
  return [
    ...ownField(part, "k", "best_k_of_n"),
    ...ownField(part, "values", "count"),
    ...weightFaults(part),
    ...policyFaults(part),
    ...kFaults(part),
    ...minAnsweredFaults(part),
  ];
}

function ownField(
  { value, broken }: Part<Frame>,
  field: "k" | "values",
  aggregate: string,
): Fault[] {
  if (broken.has(field)) return [];
  const isGiven = value[field] !== undefined;
  if (value.aggregate === aggregate) {
    return isGiven ? [] : [{ code: "missing_field", path: field, message: "is required" }];
  }
  if (!isGiven) return [];
  const message = `is for the aggregate "${aggregate}" only`;
  return [{ code: "field_without_use", path: field, message }];
}

function weightFaults({ value, broken }: Part<Frame>): Fault[] {
  const { aggregate } = value;
  if (broken.has("items") || (aggregate !== "mean" && aggregate !== "count")) return [];
  return value.items.flatMap((member, place): Fault[] => {
    if (typeof member === "string" || member.weight === undefined) return [];
    const message = `a ${aggregate} has no weights${aggregate === "mean" ? '; use "weighted_mean"' : ""}`;
    return [{ code: "field_without_use", path: `items.${place}.weight`, message }];
  });
}

/** The largest, the smallest or the best of what was answered cannot be filled up. */
function policyFaults({ value: { aggregate, missing }, broken }: Part<Frame>): Fault[] {
  const isRanked = aggregate === "max" || aggregate === "min" || aggregate === "best_k_of_n";
  const isAllowed = missing === undefined || missing === "zero" || missing === "null_if_any";
  if (broken.has("missing") || !isRanked || isAllowed) return [];
  const message = `must be "zero" or "null_if_any" for the aggregate "${aggregate}"`;
  return [{ code: "not_one_of", path: "missing", message }];
}

function kFaults({ value: { k, items }, broken }: Part<Frame>): Fault[] {
  if (broken.has("k") || broken.has("items") || k === undefined || k <= items.length) return [];
  const message = `must be at most ${items.length}, the number of members`;
  return [{ code: "out_of_range", path: "k", message }];
}

function minAnsweredFaults({ value, broken }: Part<Frame>): Fault[] {
  const { minAnswered, missing, items } = value;
  if (minAnswered === undefined || broken.has("minAnswered") || broken.has("items")) return [];
  if (missing === "null_if_any") {
    const message = 'has no use beside "null_if_any", which needs every member';
    return [{ code: "field_without_use", path: "minAnswered", message }];
  }
  const { p, q } = exact(minAnswered);
  if (q === 1n ? p <= BigInt(items.length) : p < q) return [];
  const message = `must be a whole number up to ${items.length}, or a share below 1`;
  return [{ code: "out_of_range", path: "minAnswered", message }];
}
