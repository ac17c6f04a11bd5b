/**
 * Mean and standard deviation of a posterior that is given by its logarithms.
 *
 * @module
 */

import { exp } from "../numbers/exp.ts";

/** Filled in place. */
export interface Moments {
  mean: number;
  sd: number;
}

export function noMoments(): Moments {
  return { mean: 0, sd: 0 };
}

/**
 * The greatest logarithm is taken off all before they are raised, so a
 * likelihood of e^-5000 is as good as any. O(nodes).
 *
 * @param logs ln of the posterior at each node, up to a constant.
 * @param steps Where the nodes are; the moments come in their unit.
 */
export function momentsOfLogs(logs: Float64Array, steps: Float64Array, into: Moments): void {
  let most = -Infinity;
  for (let node = 0; node < logs.length; node++) most = Math.max(most, logs[node] as number);
  let total = 0;
  let first = 0;
  let second = 0;
  for (let node = 0; node < logs.length; node++) {
    const weight = exp((logs[node] as number) - most);
    const step = steps[node] as number;
    total += weight;
    first += weight * step;
    second += weight * step * step;
  }
  into.mean = first / total;
  into.sd = Math.sqrt(Math.max(0, second / total - into.mean * into.mean));
}
