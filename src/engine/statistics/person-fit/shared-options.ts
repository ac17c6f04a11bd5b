/**
 * Items that are answered by the same options, such as a questionnaire's from
 * 1 to 5.
 *
 * @module
 */

import { AnswerCode } from "../../answers/answer-code.ts";
import type { Layout } from "../../answers/layout.ts";
import { answerState } from "../../scoring/answer-state.ts";
import type { Plan, PlanItem } from "../../scoring/plan.ts";
import { ENDS_RUN, NOT_SHOWN } from "./longest-run.ts";

export interface SharedOptions {
  /** By item of the plan: what each code is to a run; see `longestRun`. */
  readonly choices: readonly Int32Array[];
  /** Whether any two items share theirs. */
  readonly isAny: boolean;
}

/**
 * Of single choices and ratings. Two items share their options where each can
 * be given what the other can, in whatever order; one that shares with none
 * ends a run. O(items * options).
 *
 * @param layout That the plan was compiled for.
 */
export function sharedOptions(plan: Plan, layout: Layout): SharedOptions {
  const options = plan.items.map((item) => optionsOf(item, layout));
  const names = options.map((own) => [...own.values()].toSorted().join("\n"));
  const sharing = Map.groupBy(names, (name) => name);
  const numbers = new Map<string, number>();
  const choices = plan.items.map((item, place) => {
    const marks = Int32Array.from(item.units, (_, code) => markOf(plan, item, code));
    const name = names[place] as string;
    if ((sharing.get(name)?.length ?? 0) < 2) return marks;
    for (const [code, text] of options[place] ?? []) {
      const choice = `${name}\n\n${text}`;
      const number = numbers.get(choice) ?? numbers.size + 1;
      numbers.set(choice, number);
      marks[code] = number;
    }
    return marks;
  });
  return { choices, isAny: numbers.size > 0 };
}

/** JSON text of each answer that the revision can read, by code. */
function optionsOf({ width, units, column }: PlanItem, layout: Layout): Map<number, string> {
  const texts = width === 1 ? (layout.columns[column]?.answers ?? []) : [];
  const coded = texts.map((text, index) => [AnswerCode.firstAnswer + index, text] as const);
  return new Map(coded.filter(([code]) => !Number.isNaN(units[code] ?? Number.NaN)));
}

function markOf({ definition }: Plan, { item }: PlanItem, code: number): number {
  const state = answerState(item, code, definition.absentMeans);
  return state === "notPresented" || state === "notApplicable" ? NOT_SHOWN : ENDS_RUN;
}
