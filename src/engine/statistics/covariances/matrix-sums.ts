/**
 * Sums over a covariance matrix that several statistics are read off.
 *
 * @module
 */

import type { CovarianceMatrix } from "./covariance-matrix.ts";
import { type Holes, holesOf } from "./holes.ts";
import { triangular } from "./pair-sums.ts";

/** Covariances that are not there are left out. */
export interface MatrixSums {
  /** k, the number of items. */
  readonly size: number;
  /** Σ of all k² covariances: the variance of the total. */
  readonly total: bigint;
  /** Σ of the variances of items. */
  readonly trace: bigint;
  /** Σ of the squares of the covariances of two items, each pair twice. */
  readonly squares: bigint;
  readonly variances: readonly bigint[];
  /** Σ over each item's row, its variance included: its covariance with the total. */
  readonly rows: readonly bigint[];
  readonly holes: Holes;
}

/** O(k²). */
export function matrixSums(matrix: CovarianceMatrix): MatrixSums {
  const { size, values } = matrix;
  const rows = Array.from({ length: size }, () => 0n);
  let squares = 0n;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = values[triangular(i, j)] ?? 0n;
      rows[i] = (rows[i] as bigint) + value;
      if (i === j) continue;
      rows[j] = (rows[j] as bigint) + value;
      squares += 2n * value * value;
    }
  }
  const variances = rows.map((_, item) => values[triangular(item, item)] ?? 0n);
  const [total, trace] = [sumOf(rows), sumOf(variances)];
  return { size, total, trace, squares, variances, rows, holes: holesOf(matrix) };
}

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
