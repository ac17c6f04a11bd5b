/**
 * Attributes by whose values everything is counted once more, so that the
 * statistics of a group read no response.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";
import { plainText } from "./plain-text.ts";

const MOST_VALUES = 20;
const MOST_ATTRIBUTES = 3;

const DIFFERENT = coded("group_repeated", "must not name the same twice");

export const GroupBy = v.pipe(
  v.array(
    v.strictObject({
      attribute: plainText(1, 64),
      /** As texts; a number is its digits. A response with another value is in no group. */
      values: v.pipe(
        v.array(plainText(1, 200)),
        v.minLength(1, coded("group_values_empty", "must name at least one value")),
        v.maxLength(MOST_VALUES, coded("too_many_group_values", "must name at most 20 values")),
        v.check((values) => new Set(values).size === values.length, DIFFERENT),
      ),
    }),
  ),
  v.minLength(1, coded("group_by_empty", "must name at least one attribute")),
  v.maxLength(MOST_ATTRIBUTES, coded("too_many_groupings", "must name at most 3 attributes")),
  v.check((all) => new Set(all.map(({ attribute }) => attribute)).size === all.length, DIFFERENT),
);
