/**
 * What an estimate of ability adds to the slope of the likelihood.
 *
 * @module
 */

import type { Irt } from "../../definition/irt.ts";
import { STANDARD_NORMAL } from "../estimator-of.ts";
import { responseLikelihood } from "../response-likelihood.ts";
import type { GivenAnswers } from "./given-answers.ts";

/** Methods whose θ is where a slope is 0. */
export type SlopeMethod = "ml" | "map" | "wle";

/**
 * r0, with which d ln L / dθ + r0 = 0 at the estimate.
 *
 *     ML 0      MAP (μ - θ) / σ²      WLE J / (2 I), by Jeffreys I' / (2 I)
 *
 * Source: Snijders (2001), see `lz-star.ts`.
 */
export function priorSlope(
  { prior = STANDARD_NORMAL, wle = "warm" }: Pick<Irt, "prior" | "wle">,
  method: SlopeMethod,
  given: GivenAnswers,
  theta: number,
): number {
  switch (method) {
    case "ml":
      return 0;
    case "map":
      return (prior.mean - theta) / (prior.sd * prior.sd);
    case "wle": {
      const likelihood = responseLikelihood(given.models);
      likelihood.withInformation(given.digits, theta);
      const { information, bias, rise } = likelihood.terms;
      return (wle === "warm" ? bias : rise) / (2 * information);
    }
  }
}
