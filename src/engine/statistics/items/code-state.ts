import { AnswerCode } from "../../answers/answer-code.ts";
import type { Definition } from "../../definition/definition.ts";
import type { AnswerState } from "../../scoring/answer-state.ts";
import { isGap } from "../../scoring/score-maxima.ts";
import type { TestCode } from "./test-counts.ts";

/** States of results that count: none of them waits for points. */
export type CountedState = Exclude<AnswerState, "pending">;

/** What results with a code did with the item. */
export function codeState(
  { code, isAnswer }: TestCode,
  absentMeans: Definition["absentMeans"],
): CountedState {
  if (isAnswer) return "answered";
  if (code === AnswerCode.notApplicable) return "notApplicable";
  if (code === AnswerCode.notReached) return "notReached";
  return isGap(code, absentMeans) ? "notPresented" : "omitted";
}

/** Whether the item was shown: what was left blank is then worth what the definition gives. */
export function isPresented(state: CountedState): boolean {
  return state !== "notPresented" && state !== "notApplicable";
}
