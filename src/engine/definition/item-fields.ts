/**
 * Fields that items of several types share.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";
import { Identifier } from "./identifier.ts";
import { plainText } from "./plain-text.ts";
import { Points, PositivePoints } from "./quantity.ts";

export const Title = plainText(0, 1_000);

/** Every item. */
export const itemFields = {
  id: Identifier,
  title: v.exactOptional(Title),
  weight: v.optional(PositivePoints, 1),
  /** Points of an omitted answer. */
  blank: v.optional(Points, 0),
};

/** Items whose rule's points are deducted from and limited. */
export const limitedFields = {
  ...itemFields,
  penalty: v.exactOptional(PositivePoints),
  min: v.exactOptional(Points),
  max: v.exactOptional(Points),
  minIfAttempted: v.exactOptional(Points),
};

/** Items whose rule gives a share of their points. */
export const worthFields = {
  ...limitedFields,
  points: v.optional(PositivePoints, 1),
};

export const Option = plainText(1, 512);

/** The choices of an item, in the order that they are printed. */
export const Options = v.pipe(
  v.array(Option),
  v.minLength(2, coded("too_few_options", "must list at least 2 options")),
  v.maxLength(240, coded("too_many_options", "must list at most 240 options")),
);
