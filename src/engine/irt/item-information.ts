/**
 * Fisher information of an item, and the terms that go with it.
 *
 * @module
 */

import type { CategoryCurves, ItemModel } from "./item-model.ts";

/** Sums over the categories of an item, and then over items. Filled in place. */
export interface InformationTerms {
  /** I = Σ P'² / P. */
  information: number;
  /** J = Σ P' P'' / P. */
  bias: number;
  /** dI/dθ. */
  rise: number;
}

export function noTerms(): InformationTerms {
  return { information: 0, bias: 0, rise: 0 };
}

/**
 * Adds an item's terms to `into`, from its curves at one θ. With g = P'/P:
 *
 *     I = Σ P g²      J = Σ P g (d² ln P/dθ² + g²)      dI/dθ = 2 J - Σ P g³
 *
 * None divides by P, so none suffers where P is 0 in a double. I is never
 * negative. O(categories), allocates nothing.
 */
export function addInformation(
  { categoryCount }: ItemModel,
  { probability, slope, bend }: CategoryCurves,
  into: InformationTerms,
): void {
  let information = 0;
  let bias = 0;
  let cubes = 0;
  for (let k = 0; k < categoryCount; k++) {
    const p = probability[k] as number;
    const g = slope[k] as number;
    const square = p * g * g;
    information += square;
    bias += p * g * (bend[k] as number) + square * g;
    cubes += square * g;
  }
  into.information += information;
  into.bias += bias;
  into.rise += 2 * bias - cubes;
}
