/**
 * The one text that all equal answers share.
 *
 * @module
 */

import type { Item } from "../definition/definition.ts";
import type { Answer } from "../rules/compiled-item.ts";

/** From this code on, a two-byte column interns canonical texts only. */
export const FIRST_CANONICAL_CODE = 0x8000;

/**
 * The text of an answer with what cannot matter taken out: a set's options in
 * the order of the definition, each once. Other answers keep their exact text.
 *
 * A two-byte column has at most 15 options, so at most 2^15 canonical texts:
 * from code 32,768 on they always fit, however many ways there are to write a set.
 */
export function canonicalText(item: Item, value: Answer): string {
  if (item.type !== "multiple_choice" || !Array.isArray(value)) {
    return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  }
  const selected = new Set<unknown>(value);
  return JSON.stringify(item.options.filter((option) => selected.has(option)));
}
