import type { MultipleChoiceItem } from "../../definition/definition.ts";

/** How many options one answer may select. */
export function mostSelected(item: MultipleChoiceItem): number {
  return item.rule === "rationale" ? item.key.length : item.options.length;
}
