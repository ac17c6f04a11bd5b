import { incompleteGammaUpper } from "./incomplete-gamma.ts";

/**
 * The p-value of a chi-square statistic: the chance of at least `x` with `df`
 * degrees of freedom, Q(df / 2, x / 2). Small chances keep their digits.
 *
 * @param x At least 0.
 * @param df Degrees of freedom, above 0.
 * @throws RangeError outside the domain.
 */
export function chiSquareUpper(x: number, df: number): number {
  return incompleteGammaUpper(df / 2, x / 2);
}
