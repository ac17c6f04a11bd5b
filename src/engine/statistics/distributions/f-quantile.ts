import { exp } from "../../numbers/exp.ts";
import { betaWeight, incompleteBeta } from "./incomplete-beta.ts";

/** A step of log F that no longer counts. */
const NEGLIGIBLE = 2 ** -52;

/** log F where the search gives up: farther out e^t times a ratio of df may be no double. */
const FARTHEST = 600;

/**
 * The F below which an F-distributed variable falls with probability p.
 *
 * With x = d₁F / (d₁F + d₂), P(F) = I_x(d₁/2, d₂/2); it is solved for log F by
 * Newton's method, whose derivative is x^a y^b / B(a, b), kept inside a bracket
 * that every step narrows. O(√df) a step, some ten steps.
 *
 * @param p In (0, 1).
 * @param df1 Degrees of freedom of the numerator, above 0, whole or not.
 * @param df2 Degrees of freedom of the denominator, above 0, whole or not.
 * @returns Good to about 1e-13 of itself; e^±600 where it lies farther out, which
 * takes less than one degree of freedom.
 * @throws RangeError outside the domain.
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`no quantile of probability ${p}`);
  let low = -FARTHEST;
  let high = FARTHEST;
  let t = 0;
  while (high - low > NEGLIGIBLE) {
    const { excess, slope } = errorAt(t, p, df1, df2);
    if (excess > 0) high = t;
    else low = t;
    const newton = t - excess / slope;
    // Also where the slope is 0 and the step no number.
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= NEGLIGIBLE * Math.max(1, Math.abs(t))) return exp(next);
    t = next;
  }
  return exp(t);
}

/** P(F) - p at log F = t, from the tail that has the digits, and its derivative by t. */
function errorAt(
  t: number,
  p: number,
  df1: number,
  df2: number,
): { readonly excess: number; readonly slope: number } {
  const odds = (df1 / df2) * exp(t);
  const x = odds / (1 + odds);
  const y = 1 / (1 + odds);
  const { lower, upper } = incompleteBeta(x, y, df1 / 2, df2 / 2);
  const excess = lower < upper ? lower - p : 1 - p - upper;
  return { excess, slope: betaWeight(x, y, df1 / 2, df2 / 2) };
}
