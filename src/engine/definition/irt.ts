/**
 * Item response theory in a definition: given parameters of items, and how
 * abilities are estimated from them.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";
import { Points } from "./quantity.ts";
import { Transforms } from "./transform.ts";

/** Of one item: its greatest category must fit a byte, beside the marks for missing. */
const MOST_CATEGORIES = 100;
const LARGEST_SLOPE = 100;
const LARGEST_LOCATION = 1_000_000;
/** β = -D a b at its largest, and more. */
const LARGEST_INTERCEPT = 1_000_000_000;
const LEAST_NODES = 5;
const MOST_NODES = 1_001;

function within(most: number) {
  const words = String(most).replace(/\B(?=(\d{3})+$)/g, ",");
  return v.pipe(
    v.number(),
    v.check(
      (value) => Math.abs(value) <= most,
      coded("out_of_range", `must lie between -${words} and ${words}`),
    ),
  );
}

const Slope = v.pipe(
  within(LARGEST_SLOPE),
  v.check((value) => value !== 0, coded("slope_zero", "must not be 0: the item would say nothing")),
);
const Location = within(LARGEST_LOCATION);
const Intercept = within(LARGEST_INTERCEPT);
const Share = v.pipe(
  v.number(),
  v.check((value) => value >= 0 && value <= 1, coded("out_of_range", "must lie between 0 and 1")),
);

function listOf<const Entry extends v.GenericSchema>(entry: Entry, least: number, most: number) {
  return v.pipe(
    v.array(entry),
    v.minLength(least, coded("too_few_values", `must list at least ${least}`)),
    v.maxLength(most, coded("too_many_values", `must list at most ${most}`)),
  );
}

const itemFields = {
  id: v.string(),
  /**
   * The least points of each category, ascending, after weight and reversal.
   * Not said, a category is the rank of the points among those that the item can give.
   */
  categories: v.exactOptional(listOf(Points, 2, MOST_CATEGORIES)),
};

/** b, or β = -D a b. */
const placed = { b: v.exactOptional(Location), intercept: v.exactOptional(Intercept) };

const steps = listOf(Location, 1, MOST_CATEGORIES - 1);
/** One for each boundary (GRM) or step (PCM, GPCM, where β adds up); β_k = -D a b_k or -D a Σ b. */
const placedSteps = {
  b: v.exactOptional(steps),
  intercept: v.exactOptional(listOf(Intercept, 1, MOST_CATEGORIES - 1)),
};

/** Schemas by model. */
export const irtItemSchemas = {
  "1PL": v.strictObject({
    ...itemFields,
    model: v.literal("1PL"),
    a: v.optional(Slope, 1),
    ...placed,
  }),
  "2PL": v.strictObject({ ...itemFields, model: v.literal("2PL"), a: Slope, ...placed }),
  "3PL": v.strictObject({ ...itemFields, model: v.literal("3PL"), a: Slope, ...placed, c: Share }),
  "4PL": v.strictObject({
    ...itemFields,
    model: v.literal("4PL"),
    a: Slope,
    ...placed,
    c: Share,
    d: Share,
  }),
  GRM: v.strictObject({ ...itemFields, model: v.literal("GRM"), a: Slope, ...placedSteps }),
  GPCM: v.strictObject({ ...itemFields, model: v.literal("GPCM"), a: Slope, ...placedSteps }),
  PCM: v.strictObject({
    ...itemFields,
    model: v.literal("PCM"),
    a: v.optional(Slope, 1),
    ...placedSteps,
  }),
  NRM: v.strictObject({
    ...itemFields,
    model: v.literal("NRM"),
    a: listOf(within(LARGEST_SLOPE), 2, MOST_CATEGORIES),
    c: listOf(Intercept, 2, MOST_CATEGORIES),
  }),
};

export type IrtModel = keyof typeof irtItemSchemas;
export const IRT_MODELS: readonly IrtModel[] = [
  "1PL",
  "2PL",
  "3PL",
  "4PL",
  "GRM",
  "GPCM",
  "PCM",
  "NRM",
];

const IrtItem = v.variant("model", Object.values(irtItemSchemas));
export type IrtItem = v.InferOutput<typeof IrtItem>;

const Finite = within(LARGEST_LOCATION);

/** Everything but items and transforms, which are parsed one by one. Fields that its method has no use for are faults. */
export const irtFrame = {
  /** A scale's id, or "total". */
  scale: v.string(),
  /** The scaling constant; NRM takes none. */
  D: v.exactOptional(
    v.pipe(
      v.number(),
      v.check(
        (value) => value === 1 || value === 1.7 || value === 1.702,
        coded("not_one_of", "must be 1, 1.7 or 1.702"),
      ),
    ),
  ),
  /** What an item that was seen and left blank, or not reached, is. */
  omitted: v.picklist(["missing", "lowest"]),
  method: v.optional(v.picklist(["eap", "map", "ml", "wle", "eapsum"]), "eap"),
  /** Of EAP and EAPsum; not said, 61 nodes on the prior's mean ± 6 sd. */
  grid: v.exactOptional(
    v.strictObject({
      from: Finite,
      to: Finite,
      nodes: v.pipe(
        v.number(),
        v.integer(coded("not_whole", "must be a whole number")),
        v.check(
          (nodes) => nodes >= LEAST_NODES && nodes <= MOST_NODES,
          coded("out_of_range", "must lie between 5 and 1,001"),
        ),
      ),
    }),
  ),
  /** Normal, of EAP, EAPsum and MAP; not said, mean 0 and sd 1. */
  prior: v.exactOptional(
    v.strictObject({
      mean: Finite,
      sd: v.pipe(
        Finite,
        v.check((sd) => sd > 0, coded("not_positive", "must be greater than 0")),
      ),
    }),
  ),
  /** Of EAP and EAPsum: whether a posterior that is narrow for the grid is looked at more finely; not said, auto. */
  refine: v.exactOptional(v.picklist(["auto", "never"])),
  /** Of WLE; not said, warm. */
  wle: v.exactOptional(v.picklist(["warm", "jeffreys"])),
  /** The information that standard errors are from; not said, observed for MAP and expected for ML. */
  se: v.exactOptional(v.picklist(["observed", "expected"])),
  /** Of ML and WLE: where theta must lie. One that would lie outside is that end, and flagged. */
  clamp: v.exactOptional(v.strictObject({ min: Finite, max: Finite })),
};

const MOST_IRT_ITEMS = 5_000;

export const Irt = v.strictObject({
  ...irtFrame,
  items: v.pipe(
    v.array(IrtItem),
    v.minLength(1, coded("items_empty", "must have at least one item")),
    v.maxLength(MOST_IRT_ITEMS, coded("too_many_items", "must have at most 5,000 items")),
  ),
  /** From theta to the value that is reported, in order. */
  transform: v.exactOptional(Transforms),
});
export type Irt = v.InferOutput<typeof Irt>;
export type IrtMethod = Irt["method"];
