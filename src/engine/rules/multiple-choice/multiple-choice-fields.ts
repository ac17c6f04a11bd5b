/**
 * Fields of a question with any number of answers out of several.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { limitedFields, Option, Options, worthFields } from "../../definition/item-fields.ts";

/** Of an item whose rule gives points rather than a share of them. */
export const selectionFields = {
  ...limitedFields,
  type: v.literal("multiple_choice"),
  options: Options,
  /** What an empty list says: "none of these", or nothing. */
  emptyMeans: v.optional(v.picklist(["answered", "omitted"]), "answered"),
};

export const multipleChoiceFields = { ...worthFields, ...selectionFields };

/** The options that belong to the right answer; none when "none of these" is right. */
export const KeyedOptions = v.pipe(
  v.array(Option),
  v.maxLength(240, coded("too_many_options", "must list at most 240 options")),
);
