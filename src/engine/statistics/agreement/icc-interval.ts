/**
 * Confidence intervals of the intraclass correlations.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { fQuantile } from "../distributions/f-quantile.ts";
import { quotient } from "../quotient.ts";
import { type IccFault, type MeanSquares, meanSquares, type RatingSums } from "./rating-sums.ts";

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Mean squares in doubles, in one common unit that cancels, with n and k. */
interface Squares {
  readonly n: number;
  readonly k: number;
  readonly subjects: number;
  readonly raters: number;
  readonly error: number;
}

/**
 * The approximate interval of ICC(2,1), with the degrees of freedom
 *
 *     v = (n-1)(k-1) (k ρ JMS + (n (1 + (k-1) ρ) - k ρ) EMS)²
 *         / ((n-1) k² ρ² JMS² + (n (1 + (k-1) ρ) - k ρ)² EMS²)
 *
 * where ρ = ICC(2,1), and F* = F(1-α/2; n-1, v), F** = F(1-α/2; v, n-1):
 *
 *     lower = n (BMS - F* EMS) / (F* (k JMS + (kn-k-n) EMS) + n BMS)
 *     upper = n (F** BMS - EMS) / (k JMS + (kn-k-n) EMS + n F** BMS)
 *
 * Source: Shrout, P. E., & Fleiss, J. L. (1979). Intraclass correlations: uses
 * in assessing rater reliability. Psychological Bulletin, 86(2), 420-428.
 *
 * @param confidence 1 - α, in (0, 1).
 * @returns The limits; `no_variance` where v or a limit is 0 / 0.
 */
export function icc21Interval(sums: RatingSums, confidence: number): Result<Interval, IccFault> {
  const squares = squaresOf(sums);
  if (!squares.ok) return squares;
  const { n, k, subjects, raters, error } = squares.value;
  const variance = n * subjects + n * (k - 1) * error + k * (raters - error);
  const rho = (n * (subjects - error)) / variance;
  const weight = n * (1 + (k - 1) * rho) - k * rho;
  const df =
    ((n - 1) * (k - 1) * (k * rho * raters + weight * error) ** 2) /
    ((n - 1) * (k * rho * raters) ** 2 + (weight * error) ** 2);
  // Not above 0 where nothing but subjects differs, or v is 0 / 0.
  if (!(variance > 0 && df > 0)) return err("no_variance");
  const tail = 1 - (1 - confidence) / 2;
  const below = fQuantile(tail, n - 1, df);
  const above = fQuantile(tail, df, n - 1);
  const rest = k * raters + (k * n - k - n) * error;
  return ok({
    lower: (n * (subjects - below * error)) / (below * rest + n * subjects),
    upper: (n * (above * subjects - error)) / (rest + n * above * subjects),
  });
}

/**
 * The exact interval of ICC(3,k): with F₀ = BMS / EMS and d = (n-1)(k-1),
 *
 *     lower = 1 - F(1-α/2; n-1, d) / F₀,  upper = 1 - 1 / (F₀ F(1-α/2; d, n-1))
 *
 * Source: Shrout, P. E., & Fleiss, J. L. (1979), as above.
 *
 * @param confidence 1 - α, in (0, 1).
 * @returns The limits; `no_variance` where all subjects have the same sum.
 */
export function icc3kInterval(sums: RatingSums, confidence: number): Result<Interval, IccFault> {
  const squares = squaresOf(sums);
  if (!squares.ok) return squares;
  const { n, k, subjects, error } = squares.value;
  if (subjects === 0) return err("no_variance");
  const tail = 1 - (1 - confidence) / 2;
  const inverse = error / subjects;
  const df = (n - 1) * (k - 1);
  return ok({
    lower: 1 - inverse * fQuantile(tail, n - 1, df),
    upper: 1 - inverse / fQuantile(tail, df, n - 1),
  });
}

/** Divided by their largest, so that squares of them stay in the doubles. */
function squaresOf(sums: RatingSums): Result<Squares, IccFault> {
  const exact = meanSquares(sums);
  if (!exact.ok) return exact;
  const { n, k } = exact.value;
  const unit = largest(exact.value);
  if (unit === 0n) return err("no_variance");
  const inUnits = (value: bigint): number => quotient(value, unit);
  return ok({
    n: Number(n),
    k: Number(k),
    subjects: inUnits(exact.value.subjects),
    raters: inUnits(exact.value.raters),
    error: inUnits(exact.value.error),
  });
}

function largest({ subjects, raters, error }: MeanSquares): bigint {
  const most = subjects > raters ? subjects : raters;
  return most > error ? most : error;
}
