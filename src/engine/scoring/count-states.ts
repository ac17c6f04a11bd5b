import { readCode } from "../answers/decode-response.ts";
import { answerState, type AnswerState } from "./answer-state.ts";
import type { Plan } from "./plan.ts";

/** How many items of a response are in each state. */
export type StateCounts = Readonly<Record<AnswerState, number>>;

/**
 * Items come in the definition's order. Where the definition says so, blanks
 * after the last answer were not reached, from the second on: the first is the
 * item at which the candidate stopped, and omitted. Items that were not shown
 * neither end such a row of blanks nor count in it.
 *
 * @param row A row shorter than the plan's ends in items that did not exist yet.
 */
export function countStates(plan: Plan, row: Uint8Array): StateCounts {
  const { absentMeans, trailingBlanks } = plan.definition;
  const counts = {
    answered: 0,
    omitted: 0,
    notReached: 0,
    notPresented: 0,
    notApplicable: 0,
    pending: 0,
  };
  let blanksSinceAnswer = 0;
  for (const item of plan.items) {
    const state = answerState(item.item, readCode(row, item), absentMeans);
    counts[state]++;
    if (state === "answered" || state === "pending") blanksSinceAnswer = 0;
    else if (state === "omitted") blanksSinceAnswer++;
  }
  if (trailingBlanks === "not_reached" && blanksSinceAnswer > 1) {
    counts.notReached = blanksSinceAnswer - 1;
    counts.omitted -= counts.notReached;
  }
  return counts;
}
