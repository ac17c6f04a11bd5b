/**
 * Correlations of items from their covariances.
 *
 * @module
 */

import type { CovarianceMatrix } from "./covariance-matrix.ts";
import { type Holes, holesOf } from "./holes.ts";
import { triangular } from "./pair-sums.ts";

export interface CorrelationMatrix {
  /** k, the number of items. */
  readonly size: number;
  /** Shape [k, k]; 0 where it is undefined, and 1 on the diagonal otherwise. */
  readonly values: Float64Array;
  /** 1 for items without variance. */
  readonly flat: Uint8Array;
  readonly holes: Holes;
  /** Σ over each item's row, its 1 included. */
  readonly rows: Float64Array;
  /** Σ of all. */
  readonly total: number;
}

/**
 * r = cᵢⱼ / √(cᵢᵢ cⱼⱼ). From pairwise covariances the variances are over all
 * who answered an item, not over those who answered both, so r can pass 1.
 * Sums run in the order of items. O(k²).
 */
export function correlationMatrix(matrix: CovarianceMatrix): CorrelationMatrix {
  const { size } = matrix;
  const deviations = deviationsOf(matrix);
  const values = new Float64Array(size * size);
  const rows = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const r = correlationOf(matrix, deviations, i, j);
      values[i * size + j] = r;
      values[j * size + i] = r;
      rows[i] = (rows[i] as number) + r;
      if (i !== j) rows[j] = (rows[j] as number) + r;
    }
  }
  const flat = Uint8Array.from(deviations, (deviation) => (deviation === 0 ? 1 : 0));
  const total = rows.reduce((sum, row) => sum + row, 0);
  return { size, values, flat, holes: holesOf(matrix), rows, total };
}

function deviationsOf({ size, values }: CovarianceMatrix): Float64Array {
  return Float64Array.from({ length: size }, (_, item) =>
    Math.sqrt(Number(values[triangular(item, item)] ?? 0n)),
  );
}

function correlationOf(
  { values }: CovarianceMatrix,
  deviations: Float64Array,
  i: number,
  j: number,
): number {
  const product = (deviations[i] as number) * (deviations[j] as number);
  if (product === 0) return 0;
  return i === j ? 1 : Number(values[triangular(i, j)] ?? 0n) / product;
}
