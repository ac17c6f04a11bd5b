/**
 * Which norm group a response belongs to, by its attributes.
 *
 * @module
 */

import type { AttributeCondition, Where } from "../definition/transform.ts";
import { decimalOf, parseDecimal } from "../numbers/decimal.ts";
import { compare, type Rational } from "../numbers/rational.ts";

type Attributes = Readonly<Record<string, unknown>>;

/** Index of the first group that takes the response; -1 where none does. */
export function normGroup(wheres: readonly Where[], attributes: Attributes): number {
  return wheres.findIndex((where) =>
    Object.entries(where).every(([name, condition]) =>
      isMet(condition, Object.hasOwn(attributes, name) ? attributes[name] : undefined),
    ),
  );
}

/** As they are stored: JSON text, null for none. */
export function readAttributes(text: string | null): Attributes {
  return text === null ? {} : (JSON.parse(text) as Attributes);
}

/** Numbers compare exactly, also where CSV brought them as text. */
function isMet(condition: AttributeCondition, attribute: unknown): boolean {
  if (typeof condition === "string") return textOf(attribute) === condition;
  const value = numberOf(attribute);
  if (value === null) return false;
  if (typeof condition === "number") return compare(value, decimalOf(condition)) === 0;
  const { min, max } = condition;
  if (min !== undefined && compare(value, decimalOf(min)) < 0) return false;
  return max === undefined || compare(value, decimalOf(max)) <= 0;
}

function textOf(attribute: unknown): string | null {
  if (typeof attribute === "number") return String(attribute);
  return typeof attribute === "string" ? attribute : null;
}

function numberOf(attribute: unknown): Rational | null {
  if (typeof attribute === "number") return decimalOf(attribute);
  return typeof attribute === "string" ? parseDecimal(attribute) : null;
}
