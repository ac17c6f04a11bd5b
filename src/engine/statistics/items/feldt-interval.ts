import { fQuantile } from "../distributions/f-quantile.ts";

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The 95% confidence interval of alpha.
 *
 *     1 - (1 - α) F(.975), 1 - (1 - α) F(.025)  with df n - 1 and (n - 1)(k - 1)
 *
 * It holds where items are parallel and errors normal. O(√(n k)).
 *
 * Source: Feldt, L. S. (1965). The approximate sampling distribution of
 * Kuder-Richardson reliability coefficient twenty. Psychometrika, 30(3), 357-370.
 *
 * @param n Results, 2 at least.
 * @param items 2 at least.
 */
export function feldtInterval(alpha: number, n: number, items: number): Interval {
  const df1 = n - 1;
  const df2 = df1 * (items - 1);
  return {
    lower: 1 - (1 - alpha) * fQuantile(0.975, df1, df2),
    upper: 1 - (1 - alpha) * fQuantile(0.025, df1, df2),
  };
}
