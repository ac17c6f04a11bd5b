/**
 * The nominal response model, and the core of all models that divide by a total.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { log } from "../../numbers/log.ts";
import { staysInside } from "../geometric.ts";
import type { ItemModel } from "../item-model.ts";

/**
 * Nominal response model.
 *
 *     P_k = e^(a_k θ + c_k) / Σ_h e^(a_h θ + c_h)
 *     d ln P_k / dθ = a_k - Σ_h P_h a_h      d² ln P_k / dθ² = -Σ_h P_h (a_h - Σ P a)²
 *
 * The greatest exponent is taken off all of them first, so nothing overflows.
 * O(categories).
 *
 * Source: Bock, R. D. (1972). Estimating item parameters and latent ability
 * when responses are scored in two or more nominal categories. Psychometrika,
 * 37, 29-51.
 *
 * @param slopes a_k of each category.
 * @param intercepts c_k of each category.
 */
export function nominalResponse(
  slopes: readonly number[],
  intercepts: readonly number[],
): ItemModel {
  const a = Float64Array.from(slopes);
  const c = Float64Array.from(intercepts);
  const count = a.length;
  const odds = new Float64Array(count);
  const ratios = new Float64Array(count);

  const exponents = (theta: number, into: Float64Array): number => {
    let most = -Infinity;
    for (let k = 0; k < count; k++) {
      const exponent = (a[k] as number) * theta + (c[k] as number);
      into[k] = exponent;
      if (exponent > most) most = exponent;
    }
    return most;
  };

  return {
    categoryCount: count,
    logProbabilities(theta, into) {
      const most = exponents(theta, into);
      let total = 0;
      for (let k = 0; k < count; k++) total += exp((into[k] as number) - most);
      const shift = most + log(total);
      for (let k = 0; k < count; k++) into[k] = (into[k] as number) - shift;
    },
    curves(theta, { probability, slope, bend }) {
      const most = exponents(theta, probability);
      let total = 0;
      let weighted = 0;
      for (let k = 0; k < count; k++) {
        const weight = exp((probability[k] as number) - most);
        probability[k] = weight;
        total += weight;
        weighted += weight * (a[k] as number);
      }
      const mean = weighted / total;
      let variance = 0;
      for (let k = 0; k < count; k++) {
        const p = (probability[k] as number) / total;
        const deviation = (a[k] as number) - mean;
        probability[k] = p;
        slope[k] = deviation;
        variance += p * deviation * deviation;
      }
      for (let k = 0; k < count; k++) bend[k] = -variance;
    },
    multiplyAlong(category, { start, step }, into) {
      for (let k = 0; k < count; k++) {
        // Of each category against this one.
        const slope = (a[k] as number) - (a[category] as number);
        const first = slope * start + (c[k] as number) - (c[category] as number);
        if (!staysInside(first, first + slope * step * (into.length - 1))) return false;
        odds[k] = exp(first);
        ratios[k] = exp(slope * step);
      }
      for (let j = 0; j < into.length; j++) {
        let total = 0;
        for (let k = 0; k < count; k++) {
          total += odds[k] as number;
          odds[k] = (odds[k] as number) * (ratios[k] as number);
        }
        into[j] = (into[j] as number) / total;
      }
      return true;
    },
  };
}
