import type { Rational } from "../../numbers/rational.ts";
import { ranksOfQuantile } from "../order-statistics.ts";
import { quotient } from "../quotient.ts";
import type { TotalCounts } from "./test-counts.ts";

/**
 * A quantile of type 7 of Hyndman and Fan (1996), in points; see `quantile`.
 * O(totals).
 *
 * @param n Results, 1 at least.
 * @param percent 100 p, a whole number.
 */
export function quantileOfTotals(
  totals: TotalCounts,
  n: number,
  percent: number,
  { p, q }: Rational,
): number {
  const { low, high } = ranksOfQuantile(n, percent);
  const share = BigInt(((n - 1) * percent) % 100);
  const value = totalAt(totals, low) * (100n - share) + totalAt(totals, high) * share;
  return quotient(value * p, 100n * q);
}

function totalAt({ totals, counts }: TotalCounts, rank: number): bigint {
  let place = 0;
  for (let above = counts[0] ?? 0; above <= rank; above += counts[place] as number) place++;
  return BigInt(totals[place] as number);
}
