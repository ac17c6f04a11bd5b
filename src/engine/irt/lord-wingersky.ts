/**
 * How likely each sum of categories is at each node of a grid.
 *
 * @module
 */

/**
 * The recursion of Lord and Wingersky, for items of any number of categories:
 *
 *     f_i(s | θ) = Σ_k P_ik(θ) f_(i-1)(s - k | θ),  f_0(0 | θ) = 1
 *
 * O(items * sums * categories * nodes) time, O(sums * nodes) memory. All terms
 * are positive, so no digit is lost; a sum less likely than 1e-308 becomes 0.
 *
 * Source: Lord, F. M., & Wingersky, M. S. (1984). Comparison of IRT true-score
 * and equipercentile observed-score "equatings". Applied Psychological
 * Measurement, 8(4), 453-461.
 *
 * @param items P of each item, row-major, shape [categories, nodeCount].
 * @returns Shape [greatest sum + 1, nodeCount].
 */
export function sumDistribution(items: readonly Float64Array[], nodeCount: number): Float64Array {
  const most = items.reduce((sum, rows) => sum + rows.length / nodeCount - 1, 0);
  const likely = new Float64Array((most + 1) * nodeCount);
  likely.fill(1, 0, nodeCount);
  let reached = 0;
  for (const rows of items) {
    const highest = rows.length / nodeCount - 1;
    // From the top, so that each sum is read before it is overwritten.
    for (let sum = reached + highest; sum >= 0; sum--) {
      const into = sum * nodeCount;
      multiplyRow(likely, into, rows, nodeCount);
      for (let k = Math.max(1, sum - reached); k <= Math.min(highest, sum); k++) {
        addProducts(likely, into, into - k * nodeCount, rows, k * nodeCount, nodeCount);
      }
    }
    reached += highest;
  }
  return likely;
}

/** By the probability of category 0. */
function multiplyRow(likely: Float64Array, into: number, rows: Float64Array, count: number): void {
  for (let node = 0; node < count; node++) {
    likely[into + node] = (likely[into + node] as number) * (rows[node] as number);
  }
}

function addProducts(
  likely: Float64Array,
  into: number,
  from: number,
  rows: Float64Array,
  row: number,
  count: number,
): void {
  for (let node = 0; node < count; node++) {
    likely[into + node] =
      (likely[into + node] as number) +
      (likely[from + node] as number) * (rows[row + node] as number);
  }
}
