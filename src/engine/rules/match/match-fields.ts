/**
 * Fields of a question that asks for pairs: which left thing belongs to which
 * right one.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { Option } from "../../definition/item-fields.ts";

const Side = v.pipe(
  v.array(Option),
  v.minLength(1, coded("too_few_options", "must list at least 1 option")),
  v.maxLength(240, coded("too_many_options", "must list at most 240 options")),
);

export const matchFields = {
  type: v.literal("match"),
  /** What can stand left in a pair; the left things of the key unless given. */
  left: v.exactOptional(Side),
  right: v.exactOptional(Side),
  /** What an empty list says: "nothing belongs together", or nothing. */
  emptyMeans: v.optional(v.picklist(["answered", "omitted"]), "answered"),
};

/** The right pairs, left thing first. */
export const KeyedPairs = v.pipe(
  v.array(v.strictTuple([Option, Option])),
  v.minLength(1, coded("key_empty", "must name at least one pair")),
  v.maxLength(240, coded("too_many_pairs", "must name at most 240 pairs")),
);
