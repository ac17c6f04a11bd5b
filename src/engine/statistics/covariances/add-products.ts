/**
 * The inner loop of covariances: sums of products of columns.
 *
 * @module
 */

import { type ColumnSums, triangular } from "./pair-sums.ts";

/** Columns of a few responses, one after the other. */
export interface ColumnTile {
  readonly values: Float64Array;
  /** Responses that a column has room for. */
  readonly stride: number;
  /** Responses that are there. */
  readonly count: number;
}

/** Columns that the loop takes at once. */
const WIDE = 4;

/** Columns to make room for, so that the loop may read whole groups. */
export function roomFor(columns: number): number {
  return Math.ceil(columns / WIDE) * WIDE;
}

/**
 * Adds Σ of each column and Σ of the products of each two. Two rows by four
 * columns of the triangle at once: each number that is read serves several
 * products. O(responses * columns²).
 *
 * @param tile Shape [roomFor(columns), stride]; columns beyond the last hold 0.
 */
export function addProducts({ sums, products }: ColumnSums, tile: ColumnTile): void {
  const columns = sums.length;
  const block = new Float64Array(2 * WIDE);
  for (let row = 0; row < columns; row += 2) {
    for (let column = 0; column <= row; column += WIDE) {
      multiply(block, tile, row, column);
      addBlock(products, columns, block, { row, column });
    }
  }
  for (let column = 0; column < columns; column++) {
    sums[column] = (sums[column] as number) + sumOf(tile, column);
  }
}

function multiply(
  block: Float64Array,
  { values, stride, count }: ColumnTile,
  row: number,
  column: number,
): void {
  // Eight declarations: taken apart from one list, engines are three times slower with them.
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  const a = row * stride;
  const b = a + stride;
  const c0 = column * stride;
  const c1 = c0 + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  for (let response = 0; response < count; response++) {
    const first = values[a + response] as number;
    const second = values[b + response] as number;
    const w = values[c0 + response] as number;
    const x = values[c1 + response] as number;
    const y = values[c2 + response] as number;
    const z = values[c3 + response] as number;
    a0 += first * w;
    a1 += first * x;
    a2 += first * y;
    a3 += first * z;
    b0 += second * w;
    b1 += second * x;
    b2 += second * y;
    b3 += second * z;
  }
  block.set([a0, a1, a2, a3, b0, b1, b2, b3]);
}

/** What of the block lies in the triangle. */
function addBlock(
  products: Float64Array,
  columns: number,
  block: Float64Array,
  at: { readonly row: number; readonly column: number },
): void {
  for (let place = 0; place < block.length; place++) {
    const row = at.row + (place < WIDE ? 0 : 1);
    const column = at.column + (place % WIDE);
    if (row >= columns || column > row) continue;
    const cell = triangular(row, column);
    products[cell] = (products[cell] as number) + (block[place] as number);
  }
}

function sumOf({ values, stride, count }: ColumnTile, column: number): number {
  const start = column * stride;
  let sum = 0;
  for (let response = start; response < start + count; response++) {
    sum += values[response] as number;
  }
  return sum;
}
