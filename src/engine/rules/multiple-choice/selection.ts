import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";

/** The selected options as a set: one that is named twice counts once. */
export function selection(answer: Answer, options: ReadonlySet<string>): ReadonlySet<string> {
  if (!Array.isArray(answer)) throw impossibleAnswer(answer);
  const selected = new Set<string>();
  for (const option of answer as readonly Answer[]) {
    if (typeof option !== "string" || !options.has(option)) throw impossibleAnswer(answer);
    selected.add(option);
  }
  return selected;
}
