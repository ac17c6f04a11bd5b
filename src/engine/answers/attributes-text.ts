/**
 * A response's attributes as the store keeps them.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { MAX_ATTRIBUTES } from "../definition/max-attributes.ts";

import { isStorableText } from "./storable-text.ts";

const MAX_NAME_LENGTH = 64;
const MAX_VALUE_LENGTH = 1024;

export interface AttributesFault {
  /** Where in the row, such as `attributes.group`. */
  readonly path: string;
  readonly message: string;
}

/**
 * Canonical JSON text of attributes: keys sorted by UTF-16 code units, numbers
 * in their shortest form, so equal attributes give equal text (RFC 8785).
 *
 * @returns The text, null for no attributes; or the first fault in that order.
 */
export function attributesText(value: unknown): Result<string | null, AttributesFault> {
  if (value === undefined) return ok(null);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return err({ path: "attributes", message: "Attributes are an object of texts and numbers." });
  }
  const attributes = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  if (attributes.length === 0) return ok(null);
  if (attributes.length > MAX_ATTRIBUTES) {
    const message = `A response has at most ${MAX_ATTRIBUTES} attributes.`;
    return err({ path: "attributes", message });
  }

  const members: string[] = [];
  for (const [name, attribute] of attributes) {
    const message = problemOf(name, attribute);
    if (message !== null) {
      return err({ path: `attributes.${name.slice(0, MAX_NAME_LENGTH)}`, message });
    }
    members.push(`${JSON.stringify(name)}:${JSON.stringify(attribute)}`);
  }
  return ok(`{${members.join(",")}}`);
}

function problemOf(name: string, value: unknown): string | null {
  if (!isStorableText(name, MAX_NAME_LENGTH)) {
    return `An attribute's name has 1 to ${MAX_NAME_LENGTH} characters, no NUL and no lone surrogate.`;
  }
  if (typeof value === "number") return Number.isFinite(value) ? null : "The number is too large.";
  if (value === "" || isStorableText(value, MAX_VALUE_LENGTH)) return null;
  return `An attribute is a number, or text of at most ${MAX_VALUE_LENGTH} characters with no NUL and no lone surrogate.`;
}
