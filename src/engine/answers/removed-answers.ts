/**
 * Which stored answers a new definition might no longer be able to read.
 *
 * @module
 */

import type { Definition, Item, RatingItem } from "../definition/definition.ts";
import { mostSelected } from "../rules/multiple-choice/most-selected.ts";
import { takesShortTexts } from "../rules/text/text-key.ts";

import { answerText, parseAnswer } from "./answer-text.ts";
import type { Column, Layout } from "./layout.ts";
import { singleChoiceAnswers } from "./single-choice-answers.ts";

export interface RemovedAnswers {
  /** Where in the new definition, such as `items.3`. */
  readonly path: string;
  readonly item: Item;
  /**
   * Exact texts of the removed answers: the dictionary must hold none of them.
   * null where only the dictionary knows which answers there are: each of its
   * texts for the item must pass `canRead`.
   */
  readonly texts: readonly string[] | null;
}

/**
 * The items whose answers need a look into the dictionary before `definition`
 * may become the newest. Asks about choices, ratings and the first pattern of a
 * text item only: others keep reading whatever they took.
 *
 * @param previous The newest definition so far. A wider item that only gained options since needs no look.
 */
export function removedAnswers(
  layout: Layout,
  definition: Definition,
  previous?: Definition,
): readonly RemovedAnswers[] {
  const columns = new Map(layout.columns.map((column) => [column.item, column]));
  const before = new Map(previous?.items.map((item) => [item.id, item]));
  const removed: RemovedAnswers[] = [];
  for (const [position, item] of definition.items.entries()) {
    const column = columns.get(item.id);
    if (column === undefined || keepsAll(before.get(item.id), item)) continue;
    const texts = removedTexts(column, item);
    if (texts === null || texts.length > 0)
      removed.push({ path: `items.${position}`, item, texts });
  }
  return removed;
}

/** Whether an item can still produce an answer of the dictionary. */
export function canRead(item: Item, text: string): boolean {
  return answerText(item, parseAnswer(text)).ok;
}

type OfType<Type> = Extract<Item, { type: Type }>;

function keepsAll(before: Item | undefined, item: Item): boolean {
  if (item.type === "number") return true;
  if (item.type === "text") return !takesShortTexts(item) || tookShortTexts(before);
  if (item.type === "rating") return keepsRange(before, item);
  return item.type === "single_choice" ? keepsOptions(before, item) : keepsSets(before, item);
}

function keepsOptions(before: Item | undefined, item: OfType<"single_choice">): boolean {
  if (before?.type !== item.type) return false;
  return hasAll(singleChoiceAnswers(item), singleChoiceAnswers(before));
}

function keepsSets(before: Item | undefined, item: OfType<"multiple_choice">): boolean {
  if (before?.type !== item.type || mostSelected(item) < mostSelected(before)) return false;
  return hasAll(item.options, before.options);
}

function hasAll(all: readonly string[], some: readonly string[]): boolean {
  const known = new Set(all);
  return some.every((one) => known.has(one));
}

function tookShortTexts(before: Item | undefined): boolean {
  return before?.type === "text" && takesShortTexts(before);
}

/** Labels are few: which of them are gone is read off the column. */
function keepsRange(before: Item | undefined, item: RatingItem): boolean {
  if ("values" in item || before?.type !== "rating" || "values" in before) return false;
  return item.min <= before.min && item.max >= before.max;
}

function removedTexts(column: Column, item: Item): readonly string[] | null {
  return column.width === 1 ? column.answers.filter((text) => !canRead(item, text)) : null;
}
