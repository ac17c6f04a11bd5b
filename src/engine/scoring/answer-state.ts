/**
 * What a candidate did with an item.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import type { Definition, Item } from "../definition/definition.ts";
import { isAnswered, isPending } from "./is-answered.ts";
import { isGap } from "./score-maxima.ts";

/**
 * - answered: with whatever the rule says of it;
 * - omitted: seen and left blank;
 * - notReached: blank because the candidate had stopped before it;
 * - notPresented: never shown, or not there yet;
 * - notApplicable: not a question to this candidate;
 * - pending: answered, and still to be scored by people.
 */
export type AnswerState =
  | "answered"
  | "omitted"
  | "notReached"
  | "notPresented"
  | "notApplicable"
  | "pending";

/** Of one code by itself: which blanks were not reached, only the whole row tells. */
export function answerState(
  item: Item,
  code: number,
  absentMeans: Definition["absentMeans"],
): Exclude<AnswerState, "notReached"> {
  if (isAnswered(item, code)) return "answered";
  if (isPending(item, code)) return "pending";
  if (code === AnswerCode.notApplicable) return "notApplicable";
  return isGap(code, absentMeans) ? "notPresented" : "omitted";
}
