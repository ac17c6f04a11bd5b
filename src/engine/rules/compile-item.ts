/**
 * Makes an item ready for scoring.
 *
 * @module
 */

import type { Item } from "../definition/definition.ts";
import { MICROPOINTS_PER_POINT } from "../micropoints.ts";
import { compare, distinct, fractionText, rational } from "../numbers/rational.ts";
import { roundToMicropoints } from "../numbers/round-to-micropoints.ts";

import type { CompiledItem, ItemTrace } from "./compiled-item.ts";
import { exactOperations, orderOfOperations } from "./order-of-operations.ts";
import { ruleOf } from "./rule-of.ts";
import { type ExactTrace, traceAnswer } from "./trace-answer.ts";

/**
 * Compiles an item of a parsed, faultless definition.
 *
 * @throws RangeError when the item has a fault that the parser should have found.
 */
export function compileItem(item: Item): CompiledItem {
  const formula = ruleOf(item).formula(item);
  const { answered, omitted } = orderOfOperations(item);

  const values = distinct(formula.values.filter((value) => value !== null));
  const earned = values.map(answered);
  const blank = omitted;
  const levels = distinctAscending(earned.map(({ micropoints }) => micropoints));
  return {
    evaluate: (answer) => {
      const points = formula.points(answer);
      return points === null ? blank.micropoints : answered(points).micropoints;
    },
    trace: (answer) => rounded(traceAnswer(formula, exactOperations(item), answer)),
    levels,
    blank: blank.micropoints,
    maxPoints: levels.at(-1) as number,
    rounded: blank.rounded || earned.some((points) => points.rounded),
    valueCount: formula.values.length,
  };
}

function rounded({ points, ...trace }: ExactTrace): ItemTrace {
  const { micropoints } = roundToMicropoints(points);
  const stored = rational(BigInt(micropoints), BigInt(MICROPOINTS_PER_POINT));
  if (compare(stored, points) === 0) return { ...trace, points: micropoints };
  const by = `1/${MICROPOINTS_PER_POINT}`;
  const step = { step: "round", by, points: fractionText(stored) } as const;
  return { ...trace, steps: [...trace.steps, step], points: micropoints };
}

function distinctAscending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
