/**
 * Parses a gate and checks what it means to the scales that it looks at.
 *
 * @module
 */

import { compare } from "../numbers/rational.ts";

import { type Fault, quote, within } from "./fault.ts";
import { type Condition, Gate } from "./gate.ts";
import { isObject } from "./is-object.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { exact } from "./quantity.ts";

export function parseGate(input: unknown, scales: ReadonlySet<string>): Parsed<Gate> {
  if (!isObject(input)) return notAnObject();
  const part = parsePart(Gate, input);
  const faults = [...part.faults, ...conditionFaults(part, scales)];
  return { value: faults.length === 0 ? part.value : null, faults };
}

function conditionFaults({ value, broken }: Part<Gate>, scales: ReadonlySet<string>): Fault[] {
  if (broken.has("all")) return [];
  return value.all.flatMap((condition, place) =>
    [...scaleFaults(condition, scales), ...limitFaults(condition)].map((fault) =>
      within(`all.${place}`, fault),
    ),
  );
}

function scaleFaults({ scale }: Condition, scales: ReadonlySet<string>): Fault[] {
  if (scale === "total" || scales.has(scale)) return [];
  const message = `${quote(scale)} is neither "total" nor the id of a scale`;
  return [{ code: "unknown_scale", path: "scale", message }];
}

function limitFaults({ min, max }: Condition): Fault[] {
  if (min === undefined && max === undefined) {
    return [{ code: "missing_field", path: "min", message: "min, max or both are required" }];
  }
  if (min === undefined || max === undefined || compare(exact(min), exact(max)) <= 0) return [];
  return [{ code: "lower_above_upper", path: "min", message: "min must not be greater than max" }];
}
