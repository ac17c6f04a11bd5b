/**
 * Sums over pairs of items the way they are counted first, kept as the baseline
 * of the engine's: response by response, each pair of its points multiplied and
 * added.
 *
 * @module
 */

import type { PlainItem, PlainMatrix } from "./plain-item-analysis.ts";

/** Covariances with n - 1, in units squared: a lower triangle, row by row. */
export function plainCovariances(matrix: PlainMatrix, items: readonly PlainItem[]): number[] {
  const { count, rowLength, codes } = matrix;
  const sums = items.map(() => 0);
  const products = items.map(() => items.map(() => 0));
  for (let response = 0; response < count; response++) {
    const points = items.map(
      (item) => item.points[codes[response * rowLength + item.column] as number] as number,
    );
    for (const [i, left] of points.entries()) {
      sums[i] = (sums[i] as number) + left;
      const row = products[i] as number[];
      for (let j = 0; j <= i; j++) row[j] = (row[j] as number) + left * (points[j] as number);
    }
  }
  return products.flatMap((row, i) =>
    row.slice(0, i + 1).map((product, j) => {
      return (product - ((sums[i] as number) * (sums[j] as number)) / count) / (count - 1);
    }),
  );
}
