/**
 * What person fit is worked out from: the answers of one response, as
 * categories of items with parameters.
 *
 * @module
 */

import type { ItemModel } from "../item-model.ts";

export interface GivenAnswers {
  readonly models: readonly ItemModel[];
  /** One a model: 0 is missing, k + 1 is category k. */
  readonly digits: Uint8Array;
}

/** An item that was answered. */
export interface GivenAnswer {
  readonly model: ItemModel;
  readonly category: number;
}

export function answersIn({ models, digits }: GivenAnswers): GivenAnswer[] {
  return models.flatMap((model, place) => {
    const digit = digits[place] ?? 0;
    return digit === 0 ? [] : [{ model, category: digit - 1 }];
  });
}

/** A variance below it is what rounding leaves of none. */
export const LEAST_VARIANCE = 1e-20;
