/**
 * Information of a test at an ability.
 *
 * @module
 */

import { addInformation, noTerms } from "./item-information.ts";
import { curvesRoom, type ItemModel } from "./item-model.ts";

/**
 * Test information, I(θ) = Σ over items of Σ over categories of P'² / P; the
 * standard error of a maximum likelihood estimate at θ is 1 / √I.
 *
 * In 1 / θ². Never negative. O(items * categories).
 *
 * @returns The information of each item, in the order of `models`, and their sum.
 */
export function testInformation(
  models: readonly ItemModel[],
  theta: number,
): { readonly items: readonly number[]; readonly test: number } {
  const room = curvesRoom(models);
  const items = models.map((model) => {
    const terms = noTerms();
    model.curves(theta, room);
    addInformation(model, room, terms);
    return terms.information;
  });
  return { items, test: items.reduce((sum, information) => sum + information, 0) };
}
