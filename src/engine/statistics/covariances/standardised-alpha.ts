/**
 * Internal consistency of items that all have the same variance.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { CorrelationMatrix } from "./correlation-matrix.ts";
import type { ReliabilityFault } from "./reliability-fault.ts";

/** A sum of correlations as small as this, by item, is what rounding leaves of 0. */
const NOTHING = 2 ** -40;

/**
 * Standardised alpha: alpha of the items, each divided by its standard deviation.
 *
 *     alpha = k / (k - 1) * (1 - k / Σ rᵢⱼ)
 *
 * over all k² correlations, the 1 of each item with itself included. An item
 * without variance has none, and makes it undefined. O(1).
 *
 * It is the Spearman-Brown formula for k items that correlate as the average:
 * k r / (1 + (k - 1) r).
 *
 * Source: Cronbach, L. J. (1951). Coefficient alpha and the internal structure
 * of tests. Psychometrika, 16, 297-334.
 */
export function standardisedAlpha(matrix: CorrelationMatrix): Result<number, ReliabilityFault> {
  const { size, holes, total } = matrix;
  return alphaOf({ size, holes: holes.all, total, flat: flatAmong(matrix) });
}

/** Standardised alpha of the other items. O(k). */
export function standardisedAlphaIfDeleted(
  matrix: CorrelationMatrix,
  item: number,
): Result<number, ReliabilityFault> {
  const { size, values, rows, flat, holes } = matrix;
  const own = values[item * size + item] as number;
  return alphaOf({
    size: size - 1,
    holes: holes.all - (holes.of[item] as number),
    total: matrix.total - 2 * (rows[item] as number) + own,
    flat: flatAmong(matrix) - (flat[item] as number),
  });
}

/** Σ of the correlations of different items / k (k - 1). O(1). */
export function averageCorrelation(matrix: CorrelationMatrix): Result<number, ReliabilityFault> {
  const { size, holes, total } = matrix;
  if (holes.all > 0) return err("fewer_than_two_responses");
  if (size < 2) return err("fewer_than_two_items");
  if (flatAmong(matrix) > 0) return err("item_without_variance");
  return ok((total - size) / (size * (size - 1)));
}

function flatAmong({ flat }: CorrelationMatrix): number {
  return flat.reduce((sum, isFlat) => sum + isFlat, 0);
}

interface Correlated {
  readonly size: number;
  readonly holes: number;
  readonly total: number;
  readonly flat: number;
}

function alphaOf({ size, holes, total, flat }: Correlated): Result<number, ReliabilityFault> {
  if (holes > 0) return err("fewer_than_two_responses");
  if (size < 2) return err("fewer_than_two_items");
  if (flat > 0) return err("item_without_variance");
  if (total <= size * NOTHING) return err("no_variance");
  return ok((size / (size - 1)) * (1 - size / total));
}
