/**
 * The graded response model.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { log } from "../../numbers/log.ts";
import { multiplyLogistic } from "../geometric.ts";
import type { ItemModel } from "../item-model.ts";
import { logistic, logLogistic } from "../logistic.ts";

/**
 * Graded response model: category k or above has the probability of a logistic
 * with a boundary of its own.
 *
 *     u = D a θ + β_k,  v = D a θ + β_(k+1),  β_k = -D a b_k
 *     P_k = σ(u) - σ(v) = σ(u) σ(-v) (1 - e^(v - u))
 *     d ln P_k / dθ = D a (σ(-u) - σ(v))
 *
 * The product loses no digit where σ(u) and σ(v) are nearly equal; its last
 * factor does not depend on θ. Below the first boundary σ(u) is 1, above the
 * last σ(v) is 0. O(categories).
 *
 * Source: Samejima, F. (1969). Estimation of latent ability using a response
 * pattern of graded scores. Psychometrika Monograph 17.
 *
 * @param slope D a.
 * @param intercepts β_1 > β_2 > …, one per boundary.
 */
export function gradedResponse(slope: number, intercepts: readonly number[]): ItemModel {
  const boundaries = Float64Array.from(intercepts);
  const last = boundaries.length;
  const between = Float64Array.from(intercepts, (upper, k) =>
    k + 1 < last ? oneMinusExp(upper - (intercepts[k + 1] as number)) : 1,
  );
  const logBetween = between.map(log);
  return {
    categoryCount: last + 1,
    logProbabilities(theta, into) {
      for (let k = 0; k <= last; k++) {
        const above = k === 0 ? 0 : logLogistic(slope * theta + (boundaries[k - 1] as number));
        const below = k === last ? 0 : logLogistic(-slope * theta - (boundaries[k] as number));
        into[k] = above + below + (k === 0 ? 0 : (logBetween[k - 1] as number));
      }
    },
    curves(theta, { probability, slope: slopes, bend }) {
      let [s, t] = [1, 0];
      for (let k = 0; k <= last; k++) {
        const z = k === last ? 0 : slope * theta + (boundaries[k] as number);
        const nextS = k === last ? 0 : logistic(z);
        const nextT = k === last ? 1 : logistic(-z);
        probability[k] = s * nextT * (k === 0 ? 1 : (between[k - 1] as number));
        slopes[k] = slope * (t - nextS);
        bend[k] = -slope * slope * (s * t + nextS * nextT);
        s = nextS;
        t = nextT;
      }
    },
    multiplyAlong(category, { start, step }, into) {
      const z = slope * start;
      const dz = slope * step;
      if (category > 0) {
        if (!multiplyLogistic(z + (boundaries[category - 1] as number), dz, into)) return false;
        const share = between[category - 1] as number;
        for (let j = 0; j < into.length; j++) into[j] = (into[j] as number) * share;
      }
      if (category === last) return true;
      return multiplyLogistic(-z - (boundaries[category] as number), -dz, into);
    },
  };
}

/** 1 - e^-x for x > 0, without cancellation where x is small. */
function oneMinusExp(x: number): number {
  const e = exp(-x);
  if (e === 1) return x;
  // Where e was rounded, so was its logarithm: their quotient is right.
  return e === 0 ? 1 : ((1 - e) * -x) / log(e);
}
