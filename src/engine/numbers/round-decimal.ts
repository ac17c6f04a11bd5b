/**
 * Rounding on decimal digits: what people do on paper, exactly.
 *
 * @module
 */

import { absolute, compare, divide, multiply, rational, type Rational } from "./rational.ts";

/** 10^n. */
export function powerOfTen(exponent: number): Rational {
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? rational(1n, power) : rational(power);
}

/**
 * The place of the first digit that is not 0: n where 10^n <= |x| < 10^(n+1).
 *
 * @param x Not 0.
 */
export function magnitude(x: Rational): number {
  const size = absolute(x);
  // Two numbers of a and b digits have a quotient between 10^(a-b-1) and 10^(a-b+1).
  const guess = String(size.p).length - String(size.q).length;
  return compare(size, powerOfTen(guess)) < 0 ? guess - 1 : guess;
}

/**
 * The multiple of a unit that is nearest, half away from zero.
 *
 *     sign(x) · floor(|x| / unit + 1/2) · unit
 *
 * @example
 * nearestMultiple(rational(-5n, 2n), ONE); // -3
 */
export function nearestMultiple(x: Rational, unit: Rational): Rational {
  const { p, q } = divide(absolute(x), unit);
  const nearest = (2n * p + q) / (2n * q);
  return multiply(rational(x.p < 0n ? -nearest : nearest), unit);
}
