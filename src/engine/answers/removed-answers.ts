/**
 * Which stored answers a new definition might no longer be able to read.
 *
 * @module
 */

import type { Definition, Item } from "../definition/definition.ts";

import { answerText, parseAnswer } from "./answer-text.ts";
import { keepsAnswers } from "./keeps-answers.ts";
import type { Column, Layout } from "./layout.ts";

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
 * may become the newest.
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
    if (column === undefined || keepsAnswers(before.get(item.id), item)) continue;
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

function removedTexts(column: Column, item: Item): readonly string[] | null {
  return column.width === 1 ? column.answers.filter((text) => !canRead(item, text)) : null;
}
