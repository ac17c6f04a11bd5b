/**
 * Fields of a question that asks for things in their right order.
 *
 * @module
 */

import * as v from "valibot";

import { quote } from "../../definition/fault.ts";
import { Options, worthFields } from "../../definition/item-fields.ts";
import { repeated } from "../check-options.ts";
import type { Check } from "../rule.ts";

/**
 * The key is the right sequence, of 2 to 240: `kendall` gives L(L-1)/2 + 1
 * different points, which are 28,681 at 240; past 360 they would no longer fit
 * two bytes, and counting inversions would take longer than reading the answer.
 */
export const orderFields = {
  ...worthFields,
  type: v.literal("order"),
  key: Options,
};

/** Nothing twice: a candidate could not tell the two apart. */
export const keyIsDistinct: Check<{ readonly key: readonly string[] }> = {
  reads: ["key"],
  faults: ({ key }) =>
    repeated(key).map((place) => ({
      code: "key_repeated",
      path: `key.${place}`,
      message: `${quote(key[place] ?? "")} is already in the sequence`,
    })),
};
