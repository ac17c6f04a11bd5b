/**
 * How far answers lie from what the model expects.
 *
 * @module
 */

import { curvesRoom } from "../item-model.ts";
import { answersIn, type GivenAnswers } from "./given-answers.ts";

/** Of one item that was answered. */
export interface Residual {
  /** (x - E)², E = Σ k P_k. */
  readonly square: number;
  /** V = Σ (k - E)² P_k. */
  readonly variance: number;
}

/** At one θ, with x the number of the category. O(categories of the items). */
export function residualsOf(given: GivenAnswers, theta: number): Residual[] {
  const room = curvesRoom(given.models);
  return answersIn(given).map(({ model, category }) => {
    model.curves(theta, room);
    const chances = room.probability.subarray(0, model.categoryCount);
    const expected = chances.reduce((sum, chance, k) => sum + k * chance, 0);
    const variance = chances.reduce((sum, chance, k) => sum + (k - expected) ** 2 * chance, 0);
    return { square: (category - expected) ** 2, variance };
  });
}
