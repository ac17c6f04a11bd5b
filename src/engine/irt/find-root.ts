/**
 * Finds where a function of one variable passes through 0.
 *
 * @module
 */

/** Far inside every tolerance that is promised. */
const FINEST = 1e-13;
const MOST_STEPS = 200;

/**
 * Chandrupatla's method: inverse quadratic interpolation where it is safe,
 * bisection elsewhere. The root stays bracketed throughout. O(log(1 / precision))
 * calls at worst, about eight as a rule; allocates nothing.
 *
 * Source: Chandrupatla, T. R. (1997). A new hybrid quadratic/bisection
 * algorithm for finding the zero of a nonlinear function without derivatives.
 * Advances in Engineering Software, 28(3), 145-149.
 *
 * @param f Continuous, of different signs at both ends (or 0 at one).
 * @param precision Of the root, relative beyond 1.
 * @returns A point within precision (1 + |root|) of a root.
 */
export function findRoot(
  f: (x: number) => number,
  from: number,
  to: number,
  precision = FINEST,
): number {
  let [a, b] = [to, from];
  let [fa, fb] = [f(a), f(b)];
  let [c, fc] = [a, fa];
  let share = 0.5;
  for (let step = 0; step < MOST_STEPS; step++) {
    if (fa === 0) return a;
    if (fb === 0) return b;
    const x = a + share * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const closest = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (precision * (1 + Math.abs(closest))) / Math.abs(b - a);
    if (least >= 0.5) return closest;
    share = Math.min(1 - least, Math.max(least, shareOf(a, b, c, { fa, fb, fc })));
  }
  return a;
}

interface Values {
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
}

/** How far from a to b to look next. */
function shareOf(a: number, b: number, c: number, { fa, fb, fc }: Values): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  const isSafe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
  if (!isSafe) return 0.5;
  const first = (fa / (fb - fa)) * (fc / (fb - fc));
  const second = ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
  return first + second;
}
