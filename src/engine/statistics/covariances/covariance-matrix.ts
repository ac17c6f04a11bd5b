/**
 * Covariances of a test's items, by what is done where answers are missing.
 *
 *     listwise   of the responses with every item answered
 *     pairwise   of each pair, from the responses with both answered
 *     asZero     of all responses: what is missing is worth what the definition says
 *
 * @module
 */

import { rational } from "../../numbers/rational.ts";

import { DIGIT_BITS, type PairTable } from "./pair-table.ts";
import { columnCount, type PairSums, triangular } from "./pair-sums.ts";

/**
 * What is read off covariances has no unit, so they are whole numbers here:
 * each times one and the same positive number, and nothing cancels in a sum.
 */
export interface CovarianceMatrix {
  /** k, the number of items. */
  readonly size: number;
  /** Shape [k (k + 1) / 2], a lower triangle; null where fewer than two responses have both items. */
  readonly values: readonly (bigint | null)[];
}

/** n Σxᵢxⱼ - Σxᵢ Σxⱼ, which is n (n - 1) times the covariance. O(k²). */
export function listwiseCovariances(table: PairTable, sums: PairSums): CovarianceMatrix {
  const { full, complete } = sums;
  const totals = totalsOf(table, (column) => full.sums[column] as number);
  const products = productsOf(table, (cell) => full.products[cell] as number);
  return spreadsOf(complete, totals, products);
}

/** The same over all responses. O(k²). */
export function asZeroCovariances(table: PairTable, sums: PairSums): CovarianceMatrix {
  const { full, partial, blanks, blankProducts, responses } = sums;
  const totals = totalsOf(
    table,
    (column) =>
      (full.sums[column] as number) + (partial.sums[column] as number) + (blanks[column] as number),
  );
  const products = productsOf(
    table,
    (cell) =>
      (full.products[cell] as number) +
      (partial.products[cell] as number) +
      (blankProducts[cell] as number),
  );
  return spreadsOf(responses, totals, products);
}

/** Binary places of a pairwise covariance: a covariance that is not 0 is at least 2^-62. */
const FRACTION_BITS = 128n;
/** A common denominator up to this is used instead. */
const MOST_COMMON = 1n << 512n;

/**
 * (nᵢⱼ Σxᵢxⱼ - Σxᵢ Σxⱼ) / (nᵢⱼ (nᵢⱼ - 1)), times a common denominator of all of
 * them, so that what adds up to 0 does. Where the nᵢⱼ are too many for one, times
 * 2^128 and cut off towards 0: far below what a double can tell. The variance of
 * an item is over all who answered it. O(k²).
 */
export function pairwiseCovariances(table: PairTable, sums: PairSums): CovarianceMatrix {
  const { full, partial } = sums;
  const products = productsOf(
    table,
    (cell) => (full.products[cell] as number) + (partial.products[cell] as number),
  );
  const totals = totalsOf(
    table,
    (column) => (full.sums[column] as number) + (partial.sums[column] as number),
  );
  const common = commonOf(trianglesOf(table.items.length, (i, j) => BigInt(pairCount(sums, i, j))));
  const values = trianglesOf(table.items.length, (i, j) => {
    const n = BigInt(pairCount(sums, i, j));
    if (n < 2n) return null;
    const sumI = (totals[i] as bigint) - besideOf(table, sums, i, j);
    const sumJ = (totals[j] as bigint) - besideOf(table, sums, j, i);
    const spread = n * (products[triangular(i, j)] as bigint) - sumI * sumJ;
    return common === null
      ? (spread << FRACTION_BITS) / (n * (n - 1n))
      : spread * (common / (n * (n - 1n)));
  });
  return { size: table.items.length, values };
}

/** The least common denominator of covariances of so many responses each; null where it is too large. */
function commonOf(counts: readonly (bigint | null)[]): bigint | null {
  let common = 1n;
  for (const n of new Set(counts)) {
    if (n === null || n < 2n) continue;
    common *= rational(n * (n - 1n), common).p;
    if (common > MOST_COMMON) return null;
  }
  return common;
}

/** Responses with both items answered. */
export function pairCount({ responses, bothMissing }: PairSums, i: number, j: number): number {
  const missing = (item: number) => bothMissing[triangular(item, item)] as number;
  const both = bothMissing[triangular(Math.max(i, j), Math.min(i, j))] as number;
  return responses - missing(i) - missing(j) + both;
}

/** Σ of item i over the responses in which j is missing. */
function besideOf(table: PairTable, { beside }: PairSums, i: number, j: number): bigint {
  const start = j * columnCount(table);
  return joined(table, i, (column) => beside[start + column] as number);
}

function spreadsOf(
  responses: number,
  totals: readonly bigint[],
  products: readonly bigint[],
): CovarianceMatrix {
  const n = BigInt(responses);
  const values = trianglesOf(totals.length, (i, j) => {
    if (responses < 2) return null;
    const product = products[triangular(i, j)] as bigint;
    return n * product - (totals[i] as bigint) * (totals[j] as bigint);
  });
  return { size: totals.length, values };
}

function trianglesOf<T>(size: number, cellOf: (i: number, j: number) => T): T[] {
  const cells: T[] = [];
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) cells.push(cellOf(i, j));
  return cells;
}

/** Σ of each item, its digits put together. */
function totalsOf(table: PairTable, sumOf: (column: number) => number): bigint[] {
  return table.items.map((_, item) => joined(table, item, sumOf));
}

/** Σ of products of each two items, their digits put together. */
function productsOf(table: PairTable, sumOf: (cell: number) => number): bigint[] {
  return trianglesOf(table.items.length, (i, j) => {
    let product = 0n;
    for (const [a, shiftA] of columnsOf(table, i)) {
      for (const [b, shiftB] of columnsOf(table, j)) {
        const cell = triangular(Math.max(a, b), Math.min(a, b));
        product += BigInt(sumOf(cell)) << (shiftA + shiftB);
      }
    }
    return product;
  });
}

function joined(table: PairTable, item: number, sumOf: (column: number) => number): bigint {
  let sum = 0n;
  for (const [column, shift] of columnsOf(table, item)) sum += BigInt(sumOf(column)) << shift;
  return sum;
}

/** Each column of an item, and the place of its digit in bits. */
function columnsOf({ firsts }: PairTable, item: number): [column: number, shift: bigint][] {
  const columns: [number, bigint][] = [];
  const first = firsts[item] as number;
  for (let column = first; column < (firsts[item + 1] as number); column++) {
    columns.push([column, BigInt(DIGIT_BITS * (column - first))]);
  }
  return columns;
}
