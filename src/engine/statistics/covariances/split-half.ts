/**
 * Reliability from two halves of a test: the first, third, fifth … item, and
 * the second, fourth, sixth …, in the order of items.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { quotient } from "../quotient.ts";
import type { CovarianceMatrix } from "./covariance-matrix.ts";
import { triangular } from "./pair-sums.ts";
import type { ReliabilityFault } from "./reliability-fault.ts";

/** Variances of the halves and their covariance, all times the matrix's positive number. */
export interface Halves {
  readonly odd: bigint;
  readonly even: bigint;
  readonly between: bigint;
}

/** O(k²). */
export function halvesOf({ size, values }: CovarianceMatrix): Result<Halves, ReliabilityFault> {
  if (values.includes(null)) return err("fewer_than_two_responses");
  if (size < 2) return err("fewer_than_two_items");
  let [odd, even, between] = [0n, 0n, 0n];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = values[triangular(i, j)] as bigint;
      const both = i === j ? value : 2n * value;
      if (i % 2 !== j % 2) between += value;
      else if (i % 2 === 0) odd += both;
      else even += both;
    }
  }
  return ok({ odd, even, between });
}

/** The correlation of the halves. O(1). */
export function halfCorrelation({ odd, even, between }: Halves): Result<number, ReliabilityFault> {
  if (odd <= 0n || even <= 0n) return err("no_variance");
  const r = Math.sqrt(quotient(between * between, odd * even));
  return ok(between < 0n ? -r : r);
}

/**
 * Split-half reliability, stepped up to the whole test by Spearman-Brown.
 *
 *     2 r / (1 + r)
 *
 * with r the correlation of the halves; undefined for r = -1. O(1).
 *
 * Sources: Spearman, C. (1910). Correlation calculated from faulty data.
 * British Journal of Psychology, 3, 271-295. Brown, W. (1910). Some
 * experimental results in the correlation of mental abilities. Ibid., 296-322.
 */
export function spearmanBrown(halves: Halves): Result<number, ReliabilityFault> {
  const r = halfCorrelation(halves);
  if (!r.ok) return r;
  if (r.value <= -1) return err("no_variance");
  return ok((2 * r.value) / (1 + r.value));
}

/**
 * Split-half reliability of Flanagan and Rulon (Guttman's λ4 of these halves),
 * for which halves need not vary alike.
 *
 *     4 cov(odd, even) / V
 *
 * with V the variance of the total. One quotient of whole numbers. O(1).
 *
 * Source: Rulon, P. J. (1939). A simplified procedure for determining the
 * reliability of a test by split-halves. Harvard Educational Review, 9, 99-103.
 */
export function flanaganRulon({ odd, even, between }: Halves): Result<number, ReliabilityFault> {
  const total = odd + even + 2n * between;
  if (total <= 0n) return err("no_variance");
  return ok(quotient(4n * between, total));
}
