/**
 * The logistic models of right and wrong: 1PL, 2PL, 3PL, 4PL.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { log } from "../../numbers/log.ts";
import { staysInside } from "../geometric.ts";
import type { ItemModel } from "../item-model.ts";
import { logistic, logLogistic } from "../logistic.ts";

export interface LogisticParameters {
  /** D a. */
  readonly slope: number;
  /** β = -D a b. */
  readonly intercept: number;
  /** c: what is left of P at the lowest ability; 0 for 1PL and 2PL. */
  readonly lower: number;
  /** d: what P comes to at the highest ability; 1 for all but 4PL. */
  readonly upper: number;
}

/**
 * Four-parameter logistic model, categories wrong and right.
 *
 *     z = D a θ + β      P = c + (d - c) σ(z)      1 - P = (1 - d) + (d - c) σ(-z)
 *
 * With c = 0 the ratio (d - c) σ(z) / P is 1, and with d = 1 that of the wrong
 * category is: both are set, not divided, so slopes stay right where P is 0 in
 * a double. O(1).
 *
 * Source: Barton, M. A., & Lord, F. M. (1981). An upper asymptote for the
 * three-parameter logistic item-response model. ETS Research Report 81-20.
 */
export function fourParameterLogistic(parameters: LogisticParameters): ItemModel {
  const { slope: a, intercept, lower, upper } = parameters;
  const range = upper - lower;
  const isFloored = lower > 0;
  const isCapped = upper < 1;
  return {
    categoryCount: 2,
    logProbabilities(theta, into) {
      const z = a * theta + intercept;
      into[0] = isCapped ? log(1 - upper + range * logistic(-z)) : log(range) + logLogistic(-z);
      into[1] = isFloored ? log(lower + range * logistic(z)) : log(range) + logLogistic(z);
    },
    curves(theta, { probability, slope, bend }) {
      const z = a * theta + intercept;
      const e = exp(z < 0 ? z : -z);
      const near = 1 / (1 + e);
      const far = e * near;
      const s = z < 0 ? far : near;
      const t = z < 0 ? near : far;
      const right = lower + range * s;
      const wrong = 1 - upper + range * t;
      const ofRight = isFloored ? (range * s) / right : 1;
      const ofWrong = isCapped ? (range * t) / wrong : 1;
      const rise = a * t * ofRight;
      const fall = -a * s * ofWrong;
      probability[0] = wrong;
      probability[1] = right;
      slope[0] = fall;
      slope[1] = rise;
      bend[0] = -ofWrong * a * a * s * (t - s) - fall * fall;
      bend[1] = ofRight * a * a * t * (t - s) - rise * rise;
    },
    multiplyAlong(category, { start, step }, into) {
      const z = a * start + intercept;
      if (!staysInside(z, z + a * step * (into.length - 1))) return false;
      const isRight = category === 1;
      const floor = isRight ? lower : 1 - upper;
      // The odds against the category.
      let odds = exp(isRight ? -z : z);
      const ratio = exp(isRight ? -a * step : a * step);
      for (let j = 0; j < into.length; j++) {
        into[j] = (into[j] as number) * (floor + range / (1 + odds));
        odds *= ratio;
      }
      return true;
    },
  };
}
