/**
 * The regularised incomplete gamma function, below the chi-square distribution.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";
import { poissonDeviance } from "./poisson-deviance.ts";
import { stirlingError } from "./stirling-error.ts";

/** Relative size of a term that no longer counts. */
const NEGLIGIBLE = 2 ** -54;

/** Some thirty times what a = 10^9 takes. */
const MOST_TERMS = 1_000_000;

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the upper regularised incomplete gamma function.
 *
 * Below a + 1 it is 1 minus the series (DLMF 8.11.4)
 *
 *     P(a, x) = x^a e^-x / Γ(a + 1) (1 + x/(a + 1) + x²/((a + 1)(a + 2)) + ...)
 *
 * and from there the continued fraction 1/(x+1-a-) 1(1-a)/(x+3-a-) 2(2-a)/(x+5-a-) ...
 * of Γ(a, x) e^x x^-a, so small tails keep their digits. O(√a) terms near the mean.
 *
 * @param a Above 0.
 * @param x At least 0.
 * @returns In [0, 1], good to about 1e-14 of itself.
 * @throws RangeError outside the domain.
 */
export function incompleteGammaUpper(a: number, x: number): number {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY && x >= 0)) {
    throw new RangeError(`no incomplete gamma function of ${a} and ${x}`);
  }
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const weight = poissonWeight(a, x);
  if (weight === 0) return x < a ? 1 : 0;
  return x < a + 1 ? 1 - weight * series(a, x) : weight * a * fraction(a, x);
}

/** x^a e^-x / Γ(a + 1). */
function poissonWeight(a: number, x: number): number {
  return exp(-stirlingError(a) - poissonDeviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let next = a + 1; term > sum * NEGLIGIBLE; next++) {
    term *= x / next;
    sum += term;
  }
  return sum;
}

/** By the recurrence of its convergents' ratios (modified Lentz). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let d = 1 / b;
  let c = Number.POSITIVE_INFINITY;
  let value = d;
  for (let i = 1; i < MOST_TERMS; i++) {
    const step = -i * (i - a);
    b += 2;
    d = 1 / (b + step * d);
    c = b + step / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 16 * NEGLIGIBLE) return value;
  }
  throw new RangeError(`the incomplete gamma function of ${a} and ${x} does not converge`);
}
