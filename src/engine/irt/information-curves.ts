/**
 * What a test says at each of several abilities.
 *
 * @module
 */

import type { Irt } from "../definition/irt.ts";
import { compileModel } from "./compile-model.ts";
import { inverseTcc } from "./inverse-tcc.ts";
import { testCharacteristicCurve } from "./test-characteristic-curve.ts";
import { testInformation } from "./test-information.ts";

/** Arrays have an entry for each ability. */
export interface InformationCurves {
  readonly scale: string;
  /** Of all items together. */
  readonly information: readonly number[];
  /** 1 / √information; null where there is none. */
  readonly se: readonly (number | null)[];
  /** The test characteristic curve: the sum of categories that is expected. */
  readonly expected: readonly number[];
  readonly items: readonly { readonly id: string; readonly information: readonly number[] }[];
  /** Where a sum of categories is expected; only where one was asked for. */
  readonly inverse?: InverseView;
}

export interface InverseView {
  readonly score: number;
  readonly theta: number | null;
  readonly reason?: "out_of_reach";
}

/**
 * Of one entry of a definition. O(items * categories * abilities).
 *
 * @param score A sum of categories whose ability is asked for; null where none is.
 */
export function informationCurves(
  { scale, D = 1, items }: Irt,
  thetas: readonly number[],
  score: number | null,
): InformationCurves {
  const models = items.map((item) => compileModel(item, D));
  const at = thetas.map((theta) => testInformation(models, theta));
  return {
    scale,
    information: at.map(({ test }) => test),
    se: at.map(({ test }) => (test > 0 ? 1 / Math.sqrt(test) : null)),
    expected: thetas.map((theta) => testCharacteristicCurve(models, theta)),
    items: items.map(({ id }, item) => ({
      id,
      information: at.map((own) => own.items[item] as number),
    })),
    ...(score === null ? {} : { inverse: inverseView(score, inverseTcc(models, score)) }),
  };
}

function inverseView(score: number, found: ReturnType<typeof inverseTcc>): InverseView {
  return found.ok ? { score, theta: found.value } : { score, theta: null, reason: found.error };
}
