/**
 * Makes an item ready for scoring.
 *
 * @module
 */

import type { Item } from "../definition/definition.ts";

import { distinct } from "../numbers/rational.ts";

import type { CompiledItem } from "./compiled-item.ts";
import { orderOfOperations } from "./order-of-operations.ts";
import { ruleOf } from "./rule-of.ts";

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
  const levels = formula.values.includes(null) ? [...earned, blank] : earned;
  return {
    evaluate: (answer) => {
      const points = formula.points(answer);
      return points === null ? blank.micropoints : answered(points).micropoints;
    },
    levels: distinctAscending(levels.map((level) => level.micropoints)),
    blank: blank.micropoints,
    maxPoints: earned.reduce((most, level) => Math.max(most, level.micropoints), -Infinity),
    rounded: blank.rounded || levels.some((level) => level.rounded),
    valueCount: formula.values.length,
  };
}

function distinctAscending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
