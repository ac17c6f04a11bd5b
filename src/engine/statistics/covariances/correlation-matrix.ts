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
  const variances = variancesOf(matrix);
  const values = new Float64Array(size * size);
  const rows = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const r = correlationOf(matrix, variances, i, j);
      values[i * size + j] = r;
      values[j * size + i] = r;
      rows[i] = (rows[i] as number) + r;
      if (i !== j) rows[j] = (rows[j] as number) + r;
    }
  }
  const flat = Uint8Array.from(variances, (variance) => (variance === 0n ? 1 : 0));
  const total = rows.reduce((sum, row) => sum + row, 0);
  return { size, values, flat, holes: holesOf(matrix), rows, total };
}

function variancesOf({ size, values }: CovarianceMatrix): bigint[] {
  return Array.from({ length: size }, (_, item) => values[triangular(item, item)] ?? 0n);
}

/** The product of variances is exact before it is rounded, so an item's copy correlates 1 with it. */
function correlationOf(
  { values }: CovarianceMatrix,
  variances: readonly bigint[],
  i: number,
  j: number,
): number {
  const product = (variances[i] as bigint) * (variances[j] as bigint);
  if (product === 0n) return 0;
  return i === j ? 1 : Number(values[triangular(i, j)] ?? 0n) / Math.sqrt(Number(product));
}
