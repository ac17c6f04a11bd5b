/**
 * Numerical integration between ends where the integrand may be infinite.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";

/** π sinh t stays within the exponents of doubles. */
const FARTHEST = 6;
/** The p, and the q, beyond which nothing is summed. */
export const UNIT_END = exp(-(Math.PI / 2) * (exp(FARTHEST) - exp(-FARTHEST)));

/** Each doubles the nodes; the first has 2 · 6 · 16 + 1. */
const MOST_LEVELS = 7;

/**
 * ∫ f over [0, 1] by the tanh-sinh rule (double exponential): with
 * p = 1 / (1 + e^(-π sinh t)) the integrand falls off so fast at both ends that
 * the trapezoid rule in t converges; nodes double until two sums agree.
 *
 * @param f Given p and q = 1 - p, so that neither loses digits.
 * @param tolerance Absolute.
 */
export function integrateUnit(f: (p: number, q: number) => number, tolerance: number): number {
  let step = 1 / 16;
  let sum = (termAt(f, -FARTHEST) + termAt(f, FARTHEST)) / 2;
  for (let t = step - FARTHEST; t < FARTHEST; t += step) sum += termAt(f, t);
  let integral = sum * step;
  for (let level = 1; level < MOST_LEVELS; level++) {
    for (let t = step / 2 - FARTHEST; t < FARTHEST; t += step) sum += termAt(f, t);
    step /= 2;
    const refined = sum * step;
    if (Math.abs(refined - integral) <= tolerance) return refined;
    integral = refined;
  }
  return integral;
}

function termAt(f: (p: number, q: number) => number, t: number): number {
  const [up, down] = [exp(t), exp(-t)];
  const odds = exp((Math.PI / 2) * (up - down));
  const q = 1 / (1 + odds);
  const p = odds * q;
  return (Math.PI / 2) * (up + down) * p * q * f(p, q);
}
