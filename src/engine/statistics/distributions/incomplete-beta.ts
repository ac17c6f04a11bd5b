/**
 * The regularised incomplete beta function, below the F and beta distributions.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { poissonDeviance } from "./poisson-deviance.ts";
import { stirlingError } from "./stirling-error.ts";

/** Distance from 1 of a factor that no longer counts. */
const NEGLIGIBLE = 2 ** -50;

/** Some thirty times what a = b = 10^9 takes. */
const MOST_TERMS = 1_000_000;

/** A share of [0, 1] and what is left of it, each with all its digits. */
export interface Tails {
  /** I_x(a, b). */
  readonly lower: number;
  /** 1 - I_x(a, b) = I_y(b, a). */
  readonly upper: number;
}

/**
 * I_x(a, b), the regularised incomplete beta function, with its complement.
 *
 *     I_x(a, b) = x^a y^b / B(a, b) · 1/(q_0 + p_1/(q_1 + p_2/(q_2 + ...)))
 *     p_m = (a + m - 1)(a + b + m - 1) m (b - m) x² / (a + 2m - 1)²
 *     q_m = m + m (b - m) x / (a + 2m - 1)
 *             + (a + m)(a y - b x + 1 + m (1 + y)) / (a + 2m + 1)
 *
 * taken on the side of the mean where nothing in it cancels and it converges in
 * O(√max(a, b)) terms.
 *
 * Source: DiDonato, A. R., & Morris, A. H. (1992). Algorithm 708: significant
 * digit computation of the incomplete beta function ratios. ACM Transactions on
 * Mathematical Software, 18(3), 360-373.
 *
 * @param x In [0, 1].
 * @param y 1 - x, given apart so that neither loses digits.
 * @param a Above 0.
 * @param b Above 0.
 * @returns Both tails; the smaller is good to about 1e-13 of itself.
 * @throws RangeError outside the domain.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): Tails {
  if (!(x >= 0 && y >= 0 && isShape(a) && isShape(b))) {
    throw new RangeError(`no incomplete beta function of ${x}, ${a} and ${b}`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  const weight = betaWeight(x, y, a, b);
  if (x * (a + b + 2) < a + 1) {
    const lower = weight === 0 ? 0 : weight / fraction(x, y, a, b);
    return { lower, upper: 1 - lower };
  }
  const upper = weight === 0 ? 0 : weight / fraction(y, x, b, a);
  return { lower: 1 - upper, upper };
}

/**
 * x^a y^b / B(a, b): the density of log(x / y) where x has a beta distribution.
 * O(1), and without the cancellation of three log Γ.
 */
export function betaWeight(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    poissonDeviance(a, n * x) -
    poissonDeviance(b, n * y);
  return exp(exponent) * Math.sqrt((a / n) * (b / (2 * Math.PI)));
}

function isShape(value: number): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY;
}

/** By the recurrence of its convergents' ratios (modified Lentz). */
function fraction(x: number, y: number, a: number, b: number): number {
  const distance = a * y - b * x;
  let value = (a * (distance + 1)) / (a + 1);
  let c = value;
  let d = 0;
  for (let m = 1; m < MOST_TERMS; m++) {
    const odd = a + 2 * m;
    const over = (m * (b - m) * x) / (odd - 1);
    const numerator = (((a + m - 1) * (a + b + m - 1) * x) / (odd - 1)) * over;
    const denominator = m + over + ((a + m) * (distance + 1 + m * (1 + y))) / (odd + 1);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    value *= c * d;
    if (Math.abs(c * d - 1) <= NEGLIGIBLE) return value;
  }
  throw new RangeError(`the incomplete beta function of ${x}, ${a} and ${b} does not converge`);
}
