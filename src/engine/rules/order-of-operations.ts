/**
 * What happens to a rule's points before they are stored, the same everywhere:
 *
 *     formula → − penalty → clamp to min, max → at least minIfAttempted
 *             → × weight → rounded once to whole micropoints
 *
 * The penalty is for an answer whose formula gave 0 or less. An omitted answer
 * starts from `blank`, and neither penalty nor minIfAttempted is about it.
 *
 * @module
 */

import type { Item } from "../definition/definition.ts";
import { exact, type Quantity } from "../definition/quantity.ts";
import {
  compare,
  greatest,
  least,
  multiply,
  type Rational,
  subtract,
} from "../numbers/rational.ts";
import { type RoundedPoints, roundToMicropoints } from "../numbers/round-to-micropoints.ts";

/** The same without the last step: a gap's points are rounded only in the sum of all. */
export interface ExactOperations {
  readonly answered: (formula: Rational) => Rational;
  readonly omitted: Rational;
  /** The same, step by step; from null for an omitted answer. */
  readonly steps: (formula: Rational | null) => readonly Step[];
}

/** A step that made a difference. */
export interface Step {
  readonly step: "blank" | "penalty" | "min" | "max" | "minIfAttempted" | "weight";
  /** What was taken off, compared or multiplied with. */
  readonly by: Rational;
  /** The points after it. */
  readonly points: Rational;
}

interface Operation {
  readonly step: Step["step"];
  readonly by: Rational;
  readonly apply: (points: Rational, by: Rational) => Rational;
}

export interface OrderOfOperations {
  readonly answered: (formula: Rational) => RoundedPoints;
  readonly omitted: RoundedPoints;
}

interface Limits {
  readonly penalty?: Quantity;
  readonly min?: Quantity;
  readonly max?: Quantity;
  readonly minIfAttempted?: Quantity;
}

export function orderOfOperations(item: Item): OrderOfOperations {
  const { answered, omitted } = exactOperations(item);
  return {
    answered: (formula) => roundToMicropoints(answered(formula)),
    omitted: roundToMicropoints(omitted),
  };
}

export function exactOperations(item: Item): ExactOperations {
  // The min and max of a rating are its range, not limits of its points.
  const limits: Limits = item.type === "rating" ? {} : item;
  const weight = operation("weight", item.weight, multiply);
  const clamp = [...operation("min", limits.min, greatest), ...operation("max", limits.max, least)];
  const afterFormula = [
    ...operation("penalty", limits.penalty, penalized),
    ...clamp,
    ...operation("minIfAttempted", limits.minIfAttempted, greatest),
    ...weight,
  ];
  const afterBlank = [...clamp, ...weight];
  const blank = exact(item.blank);

  return {
    answered: (formula) => applied(afterFormula, formula),
    omitted: applied(afterBlank, blank),
    steps: (formula) =>
      formula === null
        ? [{ step: "blank", by: blank, points: blank }, ...stepsTaken(afterBlank, blank)]
        : stepsTaken(afterFormula, formula),
  };
}

function operation(
  step: Operation["step"],
  by: Quantity | undefined,
  apply: Operation["apply"],
): Operation[] {
  return by === undefined ? [] : [{ step, by: exact(by), apply }];
}

function penalized(points: Rational, penalty: Rational): Rational {
  return points.p <= 0n ? subtract(points, penalty) : points;
}

function applied(operations: readonly Operation[], start: Rational): Rational {
  return operations.reduce((points, { by, apply }) => apply(points, by), start);
}

function stepsTaken(operations: readonly Operation[], start: Rational): Step[] {
  const steps: Step[] = [];
  let before = start;
  for (const { step, by, apply } of operations) {
    const points = apply(before, by);
    if (compare(points, before) !== 0) steps.push({ step, by, points });
    before = points;
  }
  return steps;
}
