/**
 * The definition of an assessment: what a caller may write, and what it is once
 * every default is filled in. What fields mean to one another is checked in
 * `parse-definition.ts`.
 *
 * @module
 */

import * as v from "valibot";

import { gapRules } from "../rules/gap/gap-rules.ts";
import { matchRules } from "../rules/match/match-rules.ts";
import { multipleChoiceRules } from "../rules/multiple-choice/multiple-choice-rules.ts";
import { withinTolerance } from "../rules/number/within-tolerance.ts";
import { orderRules } from "../rules/order/order-rules.ts";
import { pointInArea } from "../rules/point/point-in-area.ts";
import { ratingRules } from "../rules/rating/rating-rules.ts";
import { rubricRule } from "../rules/rubric/rubric-rule.ts";
import { singleChoiceRules } from "../rules/single-choice/single-choice-rules.ts";
import { acceptedText } from "../rules/text/accepted-text.ts";

import { coded } from "./coded-message.ts";
import { Gate, On } from "./gate.ts";
import { GroupBy } from "./group-by.ts";
import { Irt } from "./irt.ts";
import { Title } from "./item-fields.ts";
import { plainText } from "./plain-text.ts";
import { Cut } from "./quantity.ts";
import { Scale } from "./scale.ts";

const SingleChoiceItem = v.variant(
  "rule",
  Object.values(singleChoiceRules).map((rule) => rule.Item),
);

const MultipleChoiceItem = v.variant(
  "rule",
  Object.values(multipleChoiceRules).map((rule) => rule.Item),
);
export type MultipleChoiceItem = v.InferOutput<typeof MultipleChoiceItem>;

export const NumberItem = withinTolerance.Item;
export type NumberItem = v.InferOutput<typeof NumberItem>;

export const TextItem = acceptedText.Item;
export type TextItem = v.InferOutput<typeof TextItem>;

const OrderItem = v.variant(
  "rule",
  Object.values(orderRules).map((rule) => rule.Item),
);

const MatchItem = v.variant(
  "rule",
  Object.values(matchRules).map((rule) => rule.Item),
);

const GapItem = v.variant(
  "rule",
  Object.values(gapRules).map((rule) => rule.Item),
);
export type GapItem = v.InferOutput<typeof GapItem>;

export const PointItem = pointInArea.Item;

const RatingItem = v.variant(
  "type",
  Object.values(ratingRules).map((rule) => rule.Item),
);
export type RatingItem = v.InferOutput<typeof RatingItem>;

export const RubricItem = rubricRule.Item;

export const Item = v.variant("type", [
  SingleChoiceItem,
  MultipleChoiceItem,
  NumberItem,
  TextItem,
  OrderItem,
  MatchItem,
  GapItem,
  PointItem,
  RatingItem,
  RubricItem,
]);
export type Item = v.InferOutput<typeof Item>;
export type ItemType = Item["type"];

export const MAX_ITEMS = 5_000;

const ROUNDED_TO = coded("decimals_invalid", "must be a whole number from 0 to 6");

export const BandSet = v.strictObject({
  /** A scale's id, or "total". */
  scale: v.string(),
  on: On,
  /** To how many decimals values are rounded, half up, before they meet a cut. Not said, they are not. */
  roundedTo: v.exactOptional(
    v.pipe(v.number(), v.integer(ROUNDED_TO), v.minValue(0, ROUNDED_TO), v.maxValue(6, ROUNDED_TO)),
  ),
  /** Each cut is the least value of its band; the order does not matter. */
  cuts: v.pipe(
    v.array(v.strictObject({ min: Cut, label: plainText(1, 200) })),
    v.minLength(1, coded("cuts_empty", "must have at least one cut")),
    v.maxLength(1_000, coded("too_many_cuts", "must have at most 1,000 cuts")),
  ),
});
export type BandSet = v.InferOutput<typeof BandSet>;

export const Definition = v.strictObject({
  title: v.exactOptional(Title),
  items: v.pipe(
    v.array(Item),
    v.minLength(1, coded("items_empty", "must have at least one item")),
    v.maxLength(MAX_ITEMS, coded("too_many_items", "must have at most 5,000 items")),
  ),
  /** What it means that a response does not mention an item. */
  absentMeans: v.optional(v.picklist(["omitted", "not_presented"]), "omitted"),
  /** What blanks after the last answer are, from the second on. Not said, they are omitted. */
  trailingBlanks: v.exactOptional(v.picklist(["omitted", "not_reached"])),
  /** Which attempt of each candidate the summary counts. Not said, all of them. */
  attempts: v.exactOptional(v.picklist(["all", "first", "last", "best"])),
  /** Groups whose statistics are counted with those of all. */
  groupBy: v.exactOptional(GroupBy),
  scales: v.optional(v.array(Scale), []),
  bands: v.optional(v.array(BandSet), []),
  /** Left out where there are none, so that a definition from before gates keeps its hash. */
  gates: v.exactOptional(v.array(Gate)),
  /** Abilities by item response theory, one entry a scale; left out where there are none. */
  irt: v.exactOptional(v.array(Irt)),
});
export type Definition = v.InferOutput<typeof Definition>;
