/**
 * How two raters used the same declared categories, as counts. A table holds
 * whole numbers only, so tables of different pairs add, in any order.
 *
 * @module
 */

export interface AgreementTable {
  /** K: all categories that the item declares, used or not, in their order. */
  readonly categoryCount: number;
  /** Pairs by first and second rater's category, shape [K, K], row-major; below 2^53 together. */
  readonly counts: Float64Array;
}

/** Why a statistic of agreement is undefined. */
export type AgreementFault = "no_pairs" | "one_category_used";

/** @throws RangeError when there is no category. */
export function emptyAgreementTable(categoryCount: number): AgreementTable {
  if (!Number.isInteger(categoryCount) || categoryCount < 1) {
    throw new RangeError(`a table of agreement cannot have ${categoryCount} categories`);
  }
  return { categoryCount, counts: new Float64Array(categoryCount * categoryCount) };
}

/**
 * Counts one response that both raters rated.
 *
 * @param first Index of the first rater's category, from 0.
 * @param second Index of the second rater's category, from 0.
 * @throws RangeError when the table has no such category.
 */
export function countPair(table: AgreementTable, first: number, second: number): void {
  const cell = indexOf(table, first) * table.categoryCount + indexOf(table, second);
  table.counts[cell] = (table.counts[cell] as number) + 1;
}

/**
 * Adds `other` to `table`; both are over the same categories.
 *
 * @throws RangeError when they are not.
 */
export function mergeAgreementTable(table: AgreementTable, other: AgreementTable): void {
  if (table.categoryCount !== other.categoryCount) {
    throw new RangeError(
      `a table of ${other.categoryCount} categories does not add to one of ${table.categoryCount}`,
    );
  }
  for (const [cell, count] of other.counts.entries()) {
    table.counts[cell] = (table.counts[cell] as number) + count;
  }
}

/** Pairs by how many categories lie between the raters, shape [K]: entry 0 agrees. O(K²). */
export function pairsByDistance({ categoryCount, counts }: AgreementTable): Float64Array {
  const pairs = new Float64Array(categoryCount);
  // Most cells of a large table are empty, and going through entries takes ten times as long.
  for (let cell = 0; cell < counts.length; cell++) {
    const count = counts[cell] as number;
    if (count === 0) continue;
    const distance = Math.abs(Math.floor(cell / categoryCount) - (cell % categoryCount));
    pairs[distance] = (pairs[distance] as number) + count;
  }
  return pairs;
}

/** How often each rater chose each category. */
export interface Margins {
  /** Number of pairs. */
  readonly n: bigint;
  /** Shape [K]. */
  readonly first: readonly bigint[];
  /** Shape [K]. */
  readonly second: readonly bigint[];
}

/** Sums over rows and columns, exactly. O(K²). */
export function marginsOf({ categoryCount, counts }: AgreementTable): Margins {
  const first = new Float64Array(categoryCount);
  const second = new Float64Array(categoryCount);
  let n = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    const count = counts[cell] as number;
    if (count === 0) continue;
    const row = Math.floor(cell / categoryCount);
    const column = cell % categoryCount;
    n += count;
    first[row] = (first[row] as number) + count;
    second[column] = (second[column] as number) + count;
  }
  return { n: BigInt(n), first: Array.from(first, BigInt), second: Array.from(second, BigInt) };
}

function indexOf({ categoryCount }: AgreementTable, category: number): number {
  if (Number.isInteger(category) && category >= 0 && category < categoryCount) return category;
  throw new RangeError(`no category ${category} among ${categoryCount}`);
}
