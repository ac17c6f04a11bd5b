/**
 * The likelihood of one response at any ability, by its derivatives.
 *
 * @module
 */

import { addInformation, type InformationTerms, noTerms } from "./item-information.ts";
import { curvesRoom, type ItemModel } from "./item-model.ts";

/** At one θ; filled in place. */
export interface ResponseLikelihood {
  /** d ln L / dθ. */
  slope: number;
  /** d² ln L / dθ². */
  bend: number;
  /** Of the answered items; only after `withInformation`. */
  readonly terms: InformationTerms;
  /** Moves to another θ. O(answered items). */
  readonly moveTo: (digits: Uint8Array, theta: number) => void;
  readonly withInformation: (digits: Uint8Array, theta: number) => void;
}

/** @param models One per digit of a response. */
export function responseLikelihood(models: readonly ItemModel[]): ResponseLikelihood {
  const room = curvesRoom(models);
  const terms = noTerms();

  const move = (digits: Uint8Array, theta: number, wantsTerms: boolean): void => {
    let slope = 0;
    let bend = 0;
    for (let item = 0; item < models.length; item++) {
      const digit = digits[item] as number;
      if (digit === 0) continue;
      const model = models[item] as ItemModel;
      model.curves(theta, room);
      slope += room.slope[digit - 1] as number;
      bend += room.bend[digit - 1] as number;
      if (wantsTerms) addInformation(model, room, terms);
    }
    likelihood.slope = slope;
    likelihood.bend = bend;
  };

  const likelihood: ResponseLikelihood = {
    slope: 0,
    bend: 0,
    terms,
    moveTo: (digits, theta) => move(digits, theta, false),
    withInformation: (digits, theta) => {
      terms.information = 0;
      terms.bias = 0;
      terms.rise = 0;
      move(digits, theta, true);
    },
  };
  return likelihood;
}
