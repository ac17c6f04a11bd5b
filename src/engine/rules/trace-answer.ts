/**
 * How one answer came to its points, step by step: asked for by a reader of one
 * result, never while scoring.
 *
 * @module
 */

import { fractionText, type Rational } from "../numbers/rational.ts";

import type { Answer } from "./compiled-item.ts";
import type { ExactOperations, Step } from "./order-of-operations.ts";
import type { Formula, Reading, Shown } from "./rule.ts";

/** Exact points are text such as "2/3". */
export interface TracedStep {
  readonly step: Step["step"] | "round";
  /** What was taken off, compared or multiplied with; of rounding, its unit. */
  readonly by: string;
  readonly points: string;
}

export interface AnswerTrace extends Reading {
  readonly state: "answered" | "omitted";
  /** What the formula gave; null where it did not run. */
  readonly formula: string | null;
  /** What changed it, in order; an omitted answer begins with its `blank`. */
  readonly steps: readonly TracedStep[];
}

export interface ExactTrace extends AnswerTrace {
  readonly points: Rational;
}

/**
 * @param answer null is an omitted one.
 * @throws RangeError for an answer that the item cannot produce.
 */
export function traceAnswer(
  formula: Formula,
  operations: ExactOperations,
  answer: Answer | null,
): ExactTrace {
  const points = answer === null ? null : formula.points(answer);
  const steps = operations.steps(points);
  return {
    state: points === null ? "omitted" : "answered",
    ...(answer === null || points === null ? NOTHING_READ : readingOf(formula, answer)),
    formula: points === null ? null : fractionText(points),
    steps: steps.map(tracedStep),
    points: points === null ? operations.omitted : operations.answered(points),
  };
}

const NOTHING_READ: Reading = { normal: null, evidence: {} };

function readingOf({ reading }: Formula, answer: Answer): Reading {
  return reading?.(answer) ?? { normal: answer, evidence: {} };
}

function tracedStep({ step, by, points }: Step): TracedStep {
  return { step, by: fractionText(by), points: fractionText(points) };
}

/** Names with what each is worth, as readers see them. */
export function shownWorths(worths: Iterable<readonly [Shown, Rational]>): Shown {
  return Array.from(worths, ([name, worth]) => [name, fractionText(worth)]);
}
