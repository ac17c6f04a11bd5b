import type { CovarianceMatrix } from "./covariance-matrix.ts";
import { triangular } from "./pair-sums.ts";

/** Pairs of items without a covariance, an item with itself included. */
export interface Holes {
  readonly all: number;
  /** Those that each item is in. */
  readonly of: Uint32Array;
}

/** O(k²). */
export function holesOf({ size, values }: CovarianceMatrix): Holes {
  const of = new Uint32Array(size);
  let all = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      if (values[triangular(i, j)] !== null) continue;
      all++;
      of[i] = (of[i] as number) + 1;
      if (i !== j) of[j] = (of[j] as number) + 1;
    }
  }
  return { all, of };
}
