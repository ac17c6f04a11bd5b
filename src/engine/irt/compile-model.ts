/**
 * Makes the parameters of an item ready for computing.
 *
 * @module
 */

import type { IrtItem, IrtModel } from "../definition/irt.ts";
import type { ItemModel } from "./item-model.ts";
import { fourParameterLogistic } from "./models/four-parameter-logistic.ts";
import { generalizedPartialCredit } from "./models/generalized-partial-credit.ts";
import { gradedResponse } from "./models/graded-response.ts";
import { nominalResponse } from "./models/nominal-response.ts";

type ItemOf<Model extends IrtModel> = Extract<IrtItem, { model: Model }>;

/** @param D The scaling constant, which slopes are multiplied by; of no effect on NRM. */
export function compileModel(item: IrtItem, D: number): ItemModel {
  switch (item.model) {
    case "NRM":
      return nominalResponse(item.a, item.c);
    case "GRM":
      return graded(item, D * item.a);
    case "GPCM":
    case "PCM":
      return partialCredit(item, D * item.a);
    case "1PL":
    case "2PL":
    case "3PL":
    case "4PL":
      return dichotomous(item, D * item.a);
  }
}

function graded({ b = [], intercept }: ItemOf<"GRM">, slope: number): ItemModel {
  return gradedResponse(slope, intercept ?? boundaries(slope, b));
}

function partialCredit({ b = [], intercept }: ItemOf<"GPCM" | "PCM">, slope: number): ItemModel {
  return generalizedPartialCredit(slope, intercept ?? cumulative(slope, b));
}

function dichotomous(item: ItemOf<"1PL" | "2PL" | "3PL" | "4PL">, slope: number): ItemModel {
  const { b = 0, intercept } = item;
  return fourParameterLogistic({
    slope,
    intercept: intercept ?? -slope * b,
    lower: "c" in item ? item.c : 0,
    upper: "d" in item ? item.d : 1,
  });
}

/** β_k = -D a b_k. */
function boundaries(slope: number, b: readonly number[]): number[] {
  return b.map((boundary) => -slope * boundary);
}

/** β_k = -D a (b_1 + … + b_k). */
function cumulative(slope: number, b: readonly number[]): number[] {
  let sum = 0;
  return b.map((step) => {
    sum += step;
    return -slope * sum;
  });
}
