/**
 * A lower bound of reliability from what each item shares with all others.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import { cholesky, inverseDiagonal } from "./cholesky.ts";
import type { CorrelationMatrix } from "./correlation-matrix.ts";
import type { MatrixSums } from "./matrix-sums.ts";
import type { ReliabilityFault } from "./reliability-fault.ts";

/**
 * Guttman's λ6, in the metric of covariances.
 *
 *     λ6 = 1 - Σ e²ᵢ / V,   e²ᵢ = cᵢᵢ (1 - smcᵢ) = cᵢᵢ / (R⁻¹)ᵢᵢ
 *
 * e² is what the regression of an item on all others leaves of its variance,
 * smc the squared multiple correlation, V the variance of the total. Other
 * software also gives it in the metric of correlations, with 1 for cᵢᵢ and
 * Σ rᵢⱼ for V. O(k³).
 *
 * Source: Guttman, L. (1945). A basis for analyzing test-retest reliability.
 * Psychometrika, 10, 255-282.
 *
 * @param matrix Correlations of the same items.
 */
export function lambda6(
  sums: MatrixSums,
  matrix: CorrelationMatrix,
): Result<number, ReliabilityFault> {
  const { size, total, variances, holes } = sums;
  if (holes.all > 0) return err("fewer_than_two_responses");
  if (size < 2) return err("fewer_than_two_items");
  if (total <= 0n) return err("no_variance");
  if (matrix.flat.includes(1)) return err("item_without_variance");
  const factor = cholesky(matrix.values, size);
  if (!factor.ok) return factor;
  const inverse = inverseDiagonal(factor.value, size);
  const left = variances.reduce(
    (sum, variance, item) => sum + quotient(variance, total) / (inverse[item] as number),
    0,
  );
  return ok(1 - left);
}
