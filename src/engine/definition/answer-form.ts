import type { Item, ItemType } from "./definition.ts";

/** How an answer to an item is written: as its type's are, or an option with a level. */
export type AnswerForm = ItemType | "option_at_level";

export function answerForm(item: Item): AnswerForm {
  const isPair = item.type === "single_choice" && item.rule === "confidence";
  return isPair ? "option_at_level" : item.type;
}
