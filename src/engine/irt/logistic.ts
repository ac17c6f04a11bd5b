/**
 * The logistic function and its logarithm, without overflow at either end.
 *
 * @module
 */

import { exp } from "../numbers/exp.ts";
import { log } from "../numbers/log.ts";

/**
 * σ(z) = 1 / (1 + e^-z), from the side on which nothing cancels: its complement
 * is σ(-z), never 1 - σ(z).
 */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + exp(-z));
  const e = exp(z);
  return e / (1 + e);
}

/** ln σ(z), finite for every finite z. */
export function logLogistic(z: number): number {
  return z >= 0 ? -log(1 + exp(-z)) : z - log(1 + exp(z));
}
