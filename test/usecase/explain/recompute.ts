/**
 * Recomputes a result from its trace alone, by the formulas of scoring.md, as a
 * reader with a pencil would.
 *
 * @module
 */

import {
  type Fraction,
  fraction,
  larger,
  rounded,
  smaller,
  times,
  minus,
  ZERO,
} from "./fraction.ts";
import { formulas } from "./formulas.ts";
import type { TracedItem } from "./traced-item.ts";

type Quantity = string | number;

/** What the formula gives. */
export function formulaOf(item: TracedItem): Fraction {
  const formula = formulas[`${item.type} ${item.rule}`];
  if (formula === undefined) throw new Error(`no formula of ${item.type} ${item.rule}`);
  return formula(item, exactPoints);
}

/** Points before rounding: formula, penalty, clamp, minIfAttempted, weight. */
export function exactPoints(item: TracedItem): Fraction {
  if (item.state !== "answered" && item.state !== "omitted") return ZERO;
  const { weight, blank } = item.parameters as Record<string, Quantity>;
  const isAnswered = item.state === "answered";
  const start = isAnswered ? attempted(item) : clamped(item, fraction(blank ?? 0));
  return times(start, fraction(weight ?? 1));
}

function attempted(item: TracedItem): Fraction {
  const { penalty = 0, minIfAttempted } = limitsOf(item);
  const formula = formulaOf(item);
  const after = formula.top <= 0n ? minus(formula, fraction(penalty)) : formula;
  const inside = clamped(item, after);
  return minIfAttempted === undefined ? inside : larger(inside, fraction(minIfAttempted));
}

function clamped(item: TracedItem, points: Fraction): Fraction {
  const { min, max } = limitsOf(item);
  const raised = min === undefined ? points : larger(points, fraction(min));
  return max === undefined ? raised : smaller(raised, fraction(max));
}

function limitsOf({ type, parameters }: TracedItem): Record<string, Quantity | undefined> {
  return type === "rating" ? {} : (parameters as Record<string, Quantity>);
}

/** Whole millionths. */
export function pointsOf(item: TracedItem): Fraction {
  return rounded(exactPoints(item));
}

/** The points after the last step that the trace names, or what the formula gave. */
export function lastOf({ formula, steps }: TracedItem): Fraction {
  return fraction(steps.at(-1)?.points ?? formula ?? 0);
}
