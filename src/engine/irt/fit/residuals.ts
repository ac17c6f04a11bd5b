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
    let expected = 0;
    for (let k = 1; k < model.categoryCount; k++) expected += k * (room.probability[k] as number);
    let variance = 0;
    for (let k = 0; k < model.categoryCount; k++) {
      const distance = k - expected;
      variance += distance * distance * (room.probability[k] as number);
    }
    const distance = category - expected;
    return { square: distance * distance, variance };
  });
}
