/**
 * A gate: several conditions that must all hold, such as "60% in all and half
 * of the points of each part".
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";
import { Identifier } from "./identifier.ts";
import { Cut } from "./quantity.ts";

/**
 * What bands and conditions look at: raw points, their percent of the maximum,
 * the transformed value, or the ability that an entry of `irt` estimates.
 */
export const On = v.optional(v.picklist(["points", "percent", "value", "theta"]), "points");

const Condition = v.strictObject({
  /** A scale's id, or "total". */
  scale: v.string(),
  on: On,
  /** Both limits are inclusive. */
  min: v.exactOptional(Cut),
  max: v.exactOptional(Cut),
});
export type Condition = v.InferOutput<typeof Condition>;

export const Gate = v.strictObject({
  id: Identifier,
  all: v.pipe(
    v.array(Condition),
    v.minLength(1, coded("conditions_empty", "must have at least one condition")),
    v.maxLength(100, coded("too_many_conditions", "must have at most 100 conditions")),
  ),
});
export type Gate = v.InferOutput<typeof Gate>;
