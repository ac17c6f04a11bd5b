import type { Item } from "../definition/definition.ts";

type SingleChoiceItem = Extract<Item, { type: "single_choice" }>;

/** JSON text of every answer that the item can take: options, or pairs of option and level. */
export function singleChoiceAnswers(item: SingleChoiceItem): string[] {
  if (item.rule !== "confidence") return item.options.map((option) => JSON.stringify(option));
  const levels = Object.keys(item.confidence).map(Number);
  return item.options.flatMap((option) => levels.map((level) => JSON.stringify([option, level])));
}
