/**
 * A gap made ready for scoring: what each answer is worth, not rounded yet.
 *
 * @module
 */

import { fractionText, greatest, type Rational } from "../../numbers/rational.ts";
import type { Answer } from "../compiled-item.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import { withinTolerance } from "../number/within-tolerance.ts";
import { exactOperations } from "../order-of-operations.ts";
import type { Reading, Rule } from "../rule.ts";
import { singleChoiceRules } from "../single-choice/single-choice-rules.ts";
import { acceptedText } from "../text/accepted-text.ts";
import { type ExactTrace, traceAnswer } from "../trace-answer.ts";

import type { Gap } from "./gap-fields.ts";

export interface CompiledGap {
  readonly id: string;
  /** Throws for an answer that the gap cannot produce. */
  readonly worth: (answer: Answer) => Rational;
  /** How an answer, or null for an open gap, comes to its worth. */
  readonly trace: (answer: Answer | null) => ExactTrace;
  /** What it is worth to leave the gap open. */
  readonly open: Rational;
  /** Everything that filling the gap can be worth. */
  readonly earned: readonly Rational[];
  /** The most of it. */
  readonly best: Rational;
}

export function compileGap(gap: Gap): CompiledGap {
  const formula = gapRule(gap).formula(gap);
  const operations = exactOperations(gap);
  const { answered, omitted } = operations;
  const earned = formula.values.filter((value) => value !== null).map(answered);
  return {
    id: gap.id,
    worth: (answer) => {
      const points = formula.points(answer);
      return points === null ? omitted : answered(points);
    },
    trace: (answer) => traceAnswer(formula, operations, answer),
    open: omitted,
    earned,
    best: earned.reduce(greatest),
  };
}

/** What a gap's type and rule say; its faults are those of such an item. */
function gapRule(gap: Gap): Rule<Gap> {
  switch (gap.type) {
    case "single_choice":
      return singleChoiceRules[gap.rule];
    case "number":
      return withinTolerance;
    case "text":
      return acceptedText;
  }
}

/** Every gap with a trace of its own, and the most that it can be worth. */
export function gapsReading(answer: Answer, gaps: readonly CompiledGap[]): Reading {
  const answers = gapAnswers(answer, gaps) ?? [];
  const traces = gaps.map(({ id, trace, best }, place) => {
    const given = answers[place] ?? null;
    const { points, steps, ...rest } = trace(given);
    const taken = steps.map((step) => ({ ...step }));
    const worth = { points: fractionText(points), best: fractionText(best) };
    return { gap: id, answer: given, ...rest, steps: taken, ...worth };
  });
  return { normal: answer, evidence: { gaps: traces } };
}

/**
 * The answer to each gap, undefined where it was left open; null when all were.
 *
 * @throws RangeError for an answer that is no object of these gaps.
 */
export function gapAnswers(
  answer: Answer,
  gaps: readonly CompiledGap[],
): readonly (Answer | undefined)[] | null {
  if (typeof answer !== "object" || Array.isArray(answer)) throw impossibleAnswer(answer);
  const known = new Set(gaps.map(({ id }) => id));
  if (!Object.keys(answer).every((id) => known.has(id))) throw impossibleAnswer(answer);
  const byGap = new Map(Object.entries(answer));
  const answers = gaps.map(({ id }) => byGap.get(id) ?? undefined);
  return answers.every((given) => given === undefined) ? null : answers;
}
