/**
 * The factor of a symmetric matrix.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

/** A pivot of correlations is what the items before leave of an item's variance: below this, nothing. */
const LEAST_PIVOT = 2 ** -30;

/**
 * Cholesky's factor L of a correlation matrix: L Lᵀ = R, with zeros above the
 * diagonal. Only sums, products and square roots, in one order, so the bits
 * are the same everywhere. O(k³ / 6).
 *
 * Source: Golub, G. H., & Van Loan, C. F. (2013). Matrix computations (4th
 * ed.), section 4.2.
 *
 * @param correlations Shape [size, size], with 1 on the diagonal.
 * @returns Shape [size, size]; `singular` where an item is, to 2^-30 of its
 * variance, a sum of those before it, or the matrix is of no data.
 */
export function cholesky(
  correlations: Float64Array,
  size: number,
): Result<Float64Array, "singular"> {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = correlations[row * size + column] as number;
      for (let k = 0; k < column; k++) {
        rest -= (factor[row * size + k] as number) * (factor[column * size + k] as number);
      }
      if (row === column && !(rest > LEAST_PIVOT)) return err("singular");
      factor[row * size + column] =
        row === column ? Math.sqrt(rest) : rest / (factor[column * size + column] as number);
    }
  }
  return ok(factor);
}

/** The diagonal of (L Lᵀ)⁻¹, column by column of L⁻¹, of which no more is kept. O(k³ / 6). */
export function inverseDiagonal(factor: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let start = 0; start < size; start++) {
    let squares = 0;
    for (let row = start; row < size; row++) {
      let rest = row === start ? 1 : 0;
      for (let k = start; k < row; k++) {
        rest -= (factor[row * size + k] as number) * (column[k] as number);
      }
      const value = rest / (factor[row * size + row] as number);
      column[row] = value;
      squares += value * value;
    }
    diagonal[start] = squares;
  }
  return diagonal;
}
