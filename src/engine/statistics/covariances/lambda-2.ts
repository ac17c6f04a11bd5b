/**
 * A lower bound of reliability that is never below alpha.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import type { MatrixSums } from "./matrix-sums.ts";
import type { ReliabilityFault } from "./reliability-fault.ts";

/**
 * Guttman's λ2.
 *
 *     λ2 = (Σ cᵢⱼ + √(k / (k - 1) * Σ cᵢⱼ²)) / V,   sums over i ≠ j
 *
 * with V the variance of the total. Both summands are rounded once. O(1).
 *
 * Source: Guttman, L. (1945). A basis for analyzing test-retest reliability.
 * Psychometrika, 10, 255-282.
 */
export function lambda2(sums: MatrixSums): Result<number, ReliabilityFault> {
  const { size, total, trace, squares, holes } = sums;
  if (holes.all > 0) return err("fewer_than_two_responses");
  if (size < 2) return err("fewer_than_two_items");
  if (total <= 0n) return err("no_variance");
  const k = BigInt(size);
  const spread = Math.sqrt(quotient(k * squares, (k - 1n) * total * total));
  return ok(quotient(total - trace, total) + spread);
}
