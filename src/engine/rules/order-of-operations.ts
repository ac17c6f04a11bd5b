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
import { greatest, least, multiply, type Rational, subtract, ZERO } from "../numbers/rational.ts";
import { type RoundedPoints, roundToMicropoints } from "../numbers/round-to-micropoints.ts";

/** The same without the last step: a gap's points are rounded only in the sum of all. */
export interface ExactOperations {
  readonly answered: (formula: Rational) => Rational;
  readonly omitted: Rational;
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
  const penalty = limits.penalty === undefined ? ZERO : exact(limits.penalty);
  const clamp = atMost(
    limits.max,
    atLeast(limits.min, (points) => points),
  );
  const floor = atLeast(limits.minIfAttempted, clamp);
  const weight = exact(item.weight);
  const weighted = (points: Rational) => multiply(points, weight);

  return {
    answered: (formula) => weighted(floor(formula.p <= 0n ? subtract(formula, penalty) : formula)),
    omitted: weighted(clamp(exact(item.blank))),
  };
}

type Step = (points: Rational) => Rational;

function atLeast(limit: Quantity | undefined, before: Step): Step {
  if (limit === undefined) return before;
  const value = exact(limit);
  return (points) => greatest(value, before(points));
}

function atMost(limit: Quantity | undefined, before: Step): Step {
  if (limit === undefined) return before;
  const value = exact(limit);
  return (points) => least(value, before(points));
}
