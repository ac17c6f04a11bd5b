/**
 * The test characteristic curve: the sum of categories that is expected at an
 * ability.
 *
 * @module
 */

import { curvesRoom, type ItemModel } from "./item-model.ts";

/**
 * T(θ) = Σ over items of Σ_k k P_k(θ), the true score in categories (in points
 * where every item gives one point a category). O(items * categories).
 */
export function testCharacteristicCurve(models: readonly ItemModel[], theta: number): number {
  const room = curvesRoom(models);
  let expected = 0;
  for (const model of models) {
    model.curves(theta, room);
    for (let k = 1; k < model.categoryCount; k++) {
      expected += k * (room.probability[k] as number);
    }
  }
  return expected;
}
