/**
 * Whether an item can be told to read every answer that it could read before,
 * without looking at them.
 *
 * @module
 */

import type { GapItem, Item, RatingItem } from "../definition/definition.ts";
import { type Sides, sidesOf } from "../rules/match/pairs.ts";
import { mostSelected } from "../rules/multiple-choice/most-selected.ts";
import { maxChoices } from "../rules/point/point-in-area.ts";
import { takesShortTexts } from "../rules/text/text-key.ts";

import { singleChoiceAnswers } from "./single-choice-answers.ts";

/** @param before The item of the newest definition so far; undefined when that has none of the id. */
export function keepsAnswers(before: Item | undefined, item: Item): boolean {
  // These keep reading whatever they took, but for texts that become too long for patterns.
  if (item.type === "number" || item.type === "rubric") return true;
  if (item.type === "text" && !takesShortTexts(item)) return true;
  return before !== undefined && keepers.some((keeps) => keeps(item, before));
}

/** One says yes only of two items of its own type. */
const keepers: readonly ((item: Item, before: Item) => boolean)[] = [
  (item, before) =>
    item.type === "single_choice" &&
    before.type === "single_choice" &&
    hasAll(singleChoiceAnswers(item), singleChoiceAnswers(before)),
  (item, before) =>
    item.type === "multiple_choice" &&
    before.type === "multiple_choice" &&
    mostSelected(item) >= mostSelected(before) &&
    hasAll(item.options, before.options),
  (item, before) => item.type === "text" && before.type === "text" && takesShortTexts(before),
  // Labels are few: which of them are gone is read off the column.
  (item, before) =>
    isRange(item) && isRange(before) && item.min <= before.min && item.max >= before.max,
  // A permutation has exactly the things that there are.
  (item, before) =>
    item.type === "order" &&
    before.type === "order" &&
    item.key.length === before.key.length &&
    hasAll(item.key, before.key),
  (item, before) =>
    item.type === "match" && before.type === "match" && hasSides(sidesOf(item), sidesOf(before)),
  (item, before) => item.type === "gap" && before.type === "gap" && hasGaps(item, before),
  (item, before) =>
    item.type === "point" && before.type === "point" && maxChoices(item) >= maxChoices(before),
];

function isRange(item: Item): item is Extract<RatingItem, { readonly min: number }> {
  return item.type === "rating" && !("values" in item);
}

function hasAll(names: Iterable<string>, before: Iterable<string>): boolean {
  const known = new Set(names);
  return [...before].every((name) => known.has(name));
}

function hasSides(now: Sides, before: Sides): boolean {
  return hasAll(now.left, before.left) && hasAll(now.right, before.right);
}

function hasGaps(item: GapItem, before: GapItem): boolean {
  const gaps = new Map(item.gaps.map((gap) => [gap.id, gap]));
  return before.gaps.every((gap) => {
    const now = gaps.get(gap.id);
    return now?.type === gap.type && keepsAnswers(gap, now);
  });
}
