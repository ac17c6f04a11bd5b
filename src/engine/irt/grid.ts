/**
 * Equally spaced nodes of ability, and how likely a normal prior holds them.
 *
 * @module
 */

export interface NormalPrior {
  readonly mean: number;
  readonly sd: number;
}

export interface Grid {
  readonly centre: number;
  /** Between two nodes. */
  readonly spacing: number;
  readonly count: number;
  /** Nodes counted in spacings from the centre: whole or half numbers, symmetric. */
  readonly steps: Float64Array;
  readonly nodes: Float64Array;
}

/** @param count At least 2. */
export function gridOver(from: number, to: number, count: number): Grid {
  const centre = (from + to) / 2;
  const spacing = (to - from) / (count - 1);
  const steps = Float64Array.from({ length: count }, (_, node) => node - (count - 1) / 2);
  return { centre, spacing, count, steps, nodes: steps.map((step) => centre + step * spacing) };
}

/** ln of the normal density at each node, up to a constant: 0 where it is greatest. */
export function logPrior({ nodes }: Grid, { mean, sd }: NormalPrior): Float64Array {
  const logs = nodes.map((node) => -((node - mean) * (node - mean)) / (2 * sd * sd));
  const most = logs.reduce((largest, value) => Math.max(largest, value), -Infinity);
  return logs.map((value) => value - most);
}
