/**
 * Internal consistency from the covariances of items.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import type { MatrixSums } from "./matrix-sums.ts";
import type { ReliabilityFault } from "./reliability-fault.ts";

/**
 * Coefficient alpha (Cronbach's alpha; Guttman's λ3).
 *
 *     alpha = k / (k - 1) * (1 - Σ cᵢᵢ / Σ cᵢⱼ)
 *
 * One quotient of whole numbers, rounded once, whatever the order of items. No
 * unit, at most 1, can be negative; items without variance stay in k. From
 * pairwise covariances the variance of the total is Σ cᵢⱼ, which no response
 * has, and which is not above 0 for some data: that is `no_variance`. O(1).
 *
 * Source: Cronbach, L. J. (1951). Coefficient alpha and the internal structure
 * of tests. Psychometrika, 16, 297-334, eq. 2.
 */
export function covarianceAlpha(sums: MatrixSums): Result<number, ReliabilityFault> {
  return alphaOf({ ...sums, holes: sums.holes.all });
}

/** Alpha of the other items. O(1). */
export function alphaIfDeleted(sums: MatrixSums, item: number): Result<number, ReliabilityFault> {
  const variance = sums.variances[item] as bigint;
  return alphaOf({
    size: sums.size - 1,
    // A row and a column leave, and the variance is in both.
    total: sums.total - 2n * (sums.rows[item] as bigint) + variance,
    trace: sums.trace - variance,
    holes: sums.holes.all - (sums.holes.of[item] as number),
  });
}

interface Summed {
  readonly size: number;
  readonly total: bigint;
  readonly trace: bigint;
  readonly holes: number;
}

function alphaOf({ size, total, trace, holes }: Summed): Result<number, ReliabilityFault> {
  if (holes > 0) return err("fewer_than_two_responses");
  if (size < 2) return err("fewer_than_two_items");
  if (total <= 0n) return err("no_variance");
  const k = BigInt(size);
  return ok(quotient(k * (total - trace), (k - 1n) * total));
}
