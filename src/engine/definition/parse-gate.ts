/**
 * Parses a gate and checks what it means to the scales that it looks at.
 *
 * @module
 */

import { compare } from "../numbers/rational.ts";

import { type Fault, within } from "./fault.ts";
import { type Condition, Gate } from "./gate.ts";
import { isObject } from "./is-object.ts";
import { type LookedAt, lookingFaults } from "./looking-faults.ts";
import { notAnObject, type Parsed } from "./parsed.ts";
import { type Part, parsePart } from "./parse-part.ts";
import { exact } from "./quantity.ts";

export function parseGate(input: unknown, known: LookedAt): Parsed<Gate> {
  if (!isObject(input)) return notAnObject();
  const part = parsePart(Gate, input);
  const faults = [...part.faults, ...conditionFaults(part, known)];
  return { value: faults.length === 0 ? part.value : null, faults };
}

function conditionFaults({ value, broken }: Part<Gate>, known: LookedAt): Fault[] {
  if (broken.has("all")) return [];
  return value.all.flatMap((condition, place) =>
    [...lookingFaults(condition, known), ...limitFaults(condition)].map((fault) =>
      within(`all.${place}`, fault),
    ),
  );
}

function limitFaults({ min, max }: Condition): Fault[] {
  if (min === undefined && max === undefined) {
    return [{ code: "missing_field", path: "min", message: "min, max or both are required" }];
  }
  if (min === undefined || max === undefined || compare(exact(min), exact(max)) <= 0) return [];
  return [{ code: "lower_above_upper", path: "min", message: "min must not be greater than max" }];
}
