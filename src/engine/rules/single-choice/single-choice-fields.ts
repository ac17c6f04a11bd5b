/**
 * Fields of a question with one answer out of several.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { limitedFields, Option, Options } from "../../definition/item-fields.ts";

export const singleChoiceFields = {
  ...limitedFields,
  type: v.literal("single_choice"),
  options: Options,
};

/** One option, or several that are all accepted. */
export const AcceptedOptions = v.union([
  Option,
  v.pipe(
    v.array(Option),
    v.minLength(1, coded("key_empty", "must name at least one option")),
    v.maxLength(240, coded("too_many_options", "must list at most 240 options")),
  ),
]);

/** The accepted options as a set. */
export function acceptedOptions(key: v.InferOutput<typeof AcceptedOptions>): ReadonlySet<string> {
  return new Set(typeof key === "string" ? [key] : key);
}
