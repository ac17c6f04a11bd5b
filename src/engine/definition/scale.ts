/**
 * A scale: which items it takes together, how, and what a missing answer does.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";
import { ScaleIdentifier } from "./identifier.ts";
import { NormNumber, Points, PositiveNormNumber, PositiveWeight } from "./quantity.ts";
import { Transforms } from "./transform.ts";

const MOST_MEMBERS = 5_000;

/** A member with a weight, or counted backwards: lowest + highest - x over its own range. */
const WeightedMember = v.strictObject({
  id: v.string(),
  weight: v.exactOptional(PositiveWeight),
  reverse: v.exactOptional(v.boolean()),
});

const Member = v.union([v.string(), WeightedMember]);
export type Member = v.InferOutput<typeof Member>;

const AGGREGATES = [
  "sum",
  "mean",
  "weighted_mean",
  "pomp",
  "count",
  "max",
  "min",
  "best_k_of_n",
] as const;
export const MISSING = ["zero", "null_if_any", "prorate", "mean_of_answered"] as const;

/** Everything of a scale but its transforms, which are parsed one by one. */
export const scaleFrame = {
  id: ScaleIdentifier,
  items: v.pipe(
    v.array(Member),
    v.minLength(1, coded("scale_empty", "must name at least one item")),
    v.maxLength(MOST_MEMBERS, coded("too_many_items", "must name at most 5,000 items")),
  ),
  aggregate: v.picklist(AGGREGATES),
  /** What a missing answer does; to be said where a member is a rating. */
  missing: v.exactOptional(v.picklist(MISSING)),
  /** A whole number is a count of members, a number below 1 a share of them. */
  minAnswered: v.exactOptional(PositiveNormNumber),
  /** `best_k_of_n`: how many of the best count. */
  k: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(coded("not_whole", "must be a whole number")),
      v.minValue(1, coded("out_of_range", "must be at least 1")),
    ),
  ),
  /** `count`: the points of a member that count, as a list or a range with both ends. */
  values: v.exactOptional(
    v.union([
      v.pipe(
        v.array(NormNumber),
        v.minLength(1, coded("values_empty", "must list at least one value")),
        v.maxLength(1_000, coded("too_many_values", "must list at most 1,000 values")),
      ),
      v.strictObject({ min: v.exactOptional(Points), max: v.exactOptional(Points) }),
    ]),
  ),
};

export const Scale = v.strictObject({
  ...scaleFrame,
  /** From raw to value, in order. */
  transform: v.exactOptional(Transforms),
});
export type Scale = v.InferOutput<typeof Scale>;

export function memberId(member: Member): string {
  return typeof member === "string" ? member : member.id;
}
