import { quotient } from "../quotient.ts";
import type { ScoreCounts } from "./score-counts.ts";

/**
 * Effective test length: how many equally difficult items of 0 or 1 point would
 * make totals of this mean, variance and reliability.
 *
 *     n* = ((μ - min)(max - μ) - r σ²) / (σ² (1 - r))
 *
 * σ² divides by n - 1. No unit, not rounded. O(distinct totals).
 *
 * Source: Livingston, S. A., & Lewis, C. (1995). Estimating the consistency and
 * accuracy of classifications based on test scores. Journal of Educational
 * Measurement, 32(2).
 *
 * @param reliability r, in (0, 1).
 * @returns n*; null where fewer than two candidates or no variance leave it undefined.
 */
export function effectiveLength(
  { totals, min, max }: ScoreCounts,
  reliability: number,
): number | null {
  let n = 0n;
  let sum = 0n;
  let squares = 0n;
  for (const { total, candidates } of totals) {
    const [many, score] = [BigInt(candidates), BigInt(total)];
    n += many;
    sum += many * score;
    squares += many * score * score;
  }
  const spread = n * squares - sum * sum;
  if (n < 2n || spread === 0n) return null;
  // (μ - min)(max - μ) / σ², in whole numbers.
  const room = (sum - n * BigInt(min)) * (n * BigInt(max) - sum);
  const ratio = quotient(room * (n - 1n), n * spread);
  return (ratio - reliability) / (1 - reliability);
}
