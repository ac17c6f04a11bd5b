/**
 * Item analysis with the names that callers know.
 *
 * @module
 */

import { AnswerCode } from "#engine/answers/answer-code.ts";
import { parseAnswer } from "#engine/answers/answer-text.ts";
import type { Layout } from "#engine/answers/layout.ts";
import type { Plan, PlanItem } from "#engine/scoring/plan.ts";
import { alarmEvidence } from "#engine/statistics/items/alarm-evidence.ts";
import type { Alarm } from "#engine/statistics/items/alarms.ts";
import type {
  ItemAnalysis,
  OptionAnalysis,
  TestAnalysis,
} from "#engine/statistics/items/test-analysis.ts";

export interface TestAnalysisView extends Omit<TestAnalysis, "items"> {
  readonly items: readonly ItemAnalysisView[];
}

export interface ItemAnalysisView extends Omit<ItemAnalysis, "options" | "alarms"> {
  /** Left out where they are not counted. */
  readonly options?: readonly OptionView[];
  readonly alarms: readonly AlarmView[];
}

export interface OptionView extends Omit<OptionAnalysis, "code"> {
  /** null of a state, and of an open item, whose answers are told apart by their points alone. */
  readonly answer: string | null;
}

export interface AlarmView {
  readonly code: Alarm["code"];
  /** The answer that it is about. */
  readonly answer?: string;
  readonly evidence: string;
}

interface Form {
  readonly plan: Plan;
  readonly layout: Layout;
}

/** @param hasOptions Whether items have their options with them. */
export function testAnalysisView(
  { plan, layout }: Form,
  { id, test, items }: TestAnalysis,
  hasOptions: boolean,
): TestAnalysisView {
  const planned = new Map(plan.items.map((item) => [item.item.id, item]));
  return {
    id,
    test,
    items: items.map((item) => {
      const own = planned.get(item.id);
      if (own === undefined) throw new RangeError(`no item ${item.id}`);
      return itemView(own, layout, item, hasOptions);
    }),
  };
}

function itemView(
  planned: PlanItem,
  layout: Layout,
  { options, alarms, ...item }: ItemAnalysis,
  hasOptions: boolean,
): ItemAnalysisView {
  const answerOf = (code: number) => answerText(planned, layout, code);
  const nameOf = (code: number) => {
    const points = options.find((option) => option.code === code)?.points ?? 0;
    return answerOf(code) ?? `Every answer worth ${points}`;
  };
  const rows = options
    // An open item can earn points that nobody did.
    .filter(({ n }) => planned.width === 1 || n > 0)
    .map(({ code, ...option }) => ({ answer: code === null ? null : answerOf(code), ...option }));
  return {
    ...item,
    ...(hasOptions ? { options: rows } : {}),
    alarms: alarms.map((alarm) => {
      const answer = "option" in alarm ? answerOf(alarm.option) : null;
      return {
        code: alarm.code,
        ...(answer === null ? {} : { answer }),
        evidence: alarmEvidence(alarm, item, nameOf),
      };
    }),
  };
}

/** What was answered, as it is written in JSON but for a text's quotes; null where codes are levels of points. */
function answerText({ column, width }: PlanItem, { columns }: Layout, code: number): string | null {
  const text = columns[column]?.answers[code - AnswerCode.firstAnswer];
  if (width !== 1 || text === undefined) return null;
  const answer = parseAnswer(text);
  return typeof answer === "string" ? answer : text;
}
