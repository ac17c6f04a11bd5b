import { AnswerCode } from "../answers/answer-code.ts";
import type { Item } from "../definition/definition.ts";

/** Whether a code stands for an answer. An empty list is one unless the item says otherwise. */
export function isAnswered(item: Item, code: number): boolean {
  if (isPending(item, code)) return false;
  if (code === AnswerCode.emptySet) return !emptyIsOmitted(item);
  return code >= AnswerCode.firstAnswer;
}

/** Whether the answer waits for its ratings. */
export function isPending(item: Item, code: number): boolean {
  return item.type === "rubric" && code === AnswerCode.pending;
}

export function emptyIsOmitted(item: Item): boolean {
  return "emptyMeans" in item && item.emptyMeans === "omitted";
}
