import { MICROPOINTS_PER_POINT, type Micropoints } from "../micropoints.ts";
import { ranksOfQuantile } from "./order-statistics.ts";
import { quotient } from "./quotient.ts";

/**
 * A quantile of type 7: with h = (n - 1) p, the value x_⌊h⌋ + (h - ⌊h⌋)(x_⌊h⌋+1 - x_⌊h⌋)
 * of the sorted values x_0 ... x_n-1. Worked out in whole numbers, divided once.
 *
 * Source: Hyndman, R. J., & Fan, Y. (1996). Sample quantiles in statistical
 * packages. The American Statistician, 50(4), 361-365, definition 7.
 *
 * @param percent 100 p, a whole number.
 * @param totals Sorted totals by rank, from 0: those that `ranksOfQuantile` names.
 * @returns Points.
 * @throws RangeError when a rank is missing from `totals`.
 */
export function quantile(
  n: number,
  percent: number,
  totals: ReadonlyMap<number, Micropoints>,
): number {
  const { low, high } = ranksOfQuantile(n, percent);
  const below = totals.get(low);
  const above = totals.get(high);
  if (below === undefined || above === undefined) throw new RangeError(`no total of rank ${low}`);
  const share = BigInt(((n - 1) * percent) % 100);
  const value = BigInt(below) * (100n - share) + BigInt(above) * share;
  return quotient(value, 100n * BigInt(MICROPOINTS_PER_POINT));
}
