/**
 * What is summed over responses for the covariances of a test's items: whole
 * numbers only, so sums of different responses add, in any order, to the same
 * bytes.
 *
 * Complete responses are summed apart, for statistics of those alone. Over
 * the others y is x where the item was answered and 0 elsewhere, u is what a
 * missing answer is worth and 0 elsewhere, and what one answer of a pair is
 * counted without the other is summed as such, which costs only where something
 * is missing.
 *
 * @module
 */

import type { PairTable } from "./pair-table.ts";

/** Products of columns and of items are lower triangles, row by row (see `triangular`). */
export interface PairSums {
  /** Those in which the test has a value. */
  responses: number;
  /** Those with every item answered. */
  complete: number;
  /** Those that were not shown every item. */
  gaps: number;
  /** Over complete responses. */
  readonly full: ColumnSums;
  /** Over the others, of y. */
  readonly partial: ColumnSums;
  /** Responses in which both items of a pair are missing, a triangle; of an item with itself: in which it is. */
  readonly bothMissing: Float64Array;
  /** Σ of each column's y over responses in which an item is missing, shape [items, columns]. */
  readonly beside: Float64Array;
  /** Σ u of each column. */
  readonly blanks: Float64Array;
  /** Σ y u + u y + u u of each pair of columns, a triangle. */
  readonly blankProducts: Float64Array;
}

export interface ColumnSums {
  /** Σ of each column. */
  readonly sums: Float64Array;
  /** Σ of products of two columns, a triangle. */
  readonly products: Float64Array;
}

export function emptyPairSums(table: PairTable): PairSums {
  const items = table.items.length;
  const columns = columnCount(table);
  const triangle = () => new Float64Array(triangular(columns, 0));
  const columnSums = () => ({ sums: new Float64Array(columns), products: triangle() });
  return {
    responses: 0,
    complete: 0,
    gaps: 0,
    full: columnSums(),
    partial: columnSums(),
    bothMissing: new Float64Array(triangular(items, 0)),
    beside: new Float64Array(items * columns),
    blanks: new Float64Array(columns),
    blankProducts: triangle(),
  };
}

/** Of `emptyPairSums`, before it is made. */
export function bytesOfPairSums(table: PairTable): number {
  const items = table.items.length;
  const columns = columnCount(table);
  const cells = 3 * triangular(columns, 0) + triangular(items, 0) + items * columns + 3 * columns;
  return cells * Float64Array.BYTES_PER_ELEMENT;
}

export function columnCount({ firsts, items }: PairTable): number {
  return firsts[items.length] as number;
}

/** Where row i, column j of a lower triangle lies; j is at most i. */
export function triangular(i: number, j: number): number {
  return (i * (i + 1)) / 2 + j;
}
