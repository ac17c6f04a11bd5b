/**
 * Finds where a function of one variable passes through 0.
 *
 * @module
 */

/** Two points between which a function changes its sign, with its values there. Used up by the search. */
export interface Bracket {
  a: number;
  fa: number;
  b: number;
  fb: number;
  /** Where an end was before it was given up; the search's own. */
  c: number;
  fc: number;
}

/** Room for a search, to be filled before each. */
export function emptyBracket(): Bracket {
  return { a: 0, fa: 0, b: 0, fb: 0, c: 0, fc: 0 };
}

/** Far inside every tolerance that is promised. */
const FINEST = 1e-13;
const MOST_STEPS = 200;

/**
 * Chandrupatla's method: inverse quadratic interpolation where it is safe,
 * bisection elsewhere. The root stays bracketed throughout. O(log(1 / precision))
 * calls at worst, about six as a rule; allocates nothing.
 *
 * Source: Chandrupatla, T. R. (1997). A new hybrid quadratic/bisection
 * algorithm for finding the zero of a nonlinear function without derivatives.
 * Advances in Engineering Software, 28(3), 145-149.
 *
 * @param f Continuous, of different signs at both ends of the bracket, or 0 at one.
 * @param precision Of the root, relative beyond 1.
 * @returns A point within precision (1 + |root|) of a root.
 */
export function findRoot(
  f: (x: number) => number,
  bracket: Bracket,
  precision: number = FINEST,
): number {
  let share = 0.5;
  for (let step = 0; step < MOST_STEPS; step++) {
    if (bracket.fa === 0) return bracket.a;
    if (bracket.fb === 0) return bracket.b;
    const x = bracket.a + share * (bracket.b - bracket.a);
    narrow(bracket, x, f(x));
    const closest = Math.abs(bracket.fa) < Math.abs(bracket.fb) ? bracket.a : bracket.b;
    const width = Math.abs(bracket.b - bracket.a);
    const least = (precision * (1 + Math.abs(closest))) / width;
    if (least >= 0.5) return closest;
    share = Math.min(1 - least, Math.max(least, nextShare(bracket)));
  }
  return bracket.a;
}

/** The new point is always a; b is the end across the root from it. */
function narrow(bracket: Bracket, x: number, fx: number): void {
  const { a, fa } = bracket;
  if (fx > 0 === fa > 0) {
    bracket.c = a;
    bracket.fc = fa;
  } else {
    bracket.c = bracket.b;
    bracket.fc = bracket.fb;
    bracket.b = a;
    bracket.fb = fa;
  }
  bracket.a = x;
  bracket.fa = fx;
}

/** How far from a to b to look next. */
function nextShare({ a, fa, b, fb, c, fc }: Bracket): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  const isSafe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
  if (!isSafe) return 0.5;
  const first = (fa / (fb - fa)) * (fc / (fb - fc));
  const second = ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
  return first + second;
}
