/**
 * Exact fractions. Points pass through these until they are rounded once, so
 * that thirds, weights and tolerances never meet a floating-point error.
 *
 * @module
 */

/** p / q in lowest terms, q > 0. */
export interface Rational {
  readonly p: bigint;
  readonly q: bigint;
}

const LARGEST_DOUBLE = BigInt(Number.MAX_SAFE_INTEGER);

/** @throws RangeError when q is 0. */
export function rational(p: bigint, q = 1n): Rational {
  if (q === 0n) throw new RangeError("a fraction cannot have the denominator 0");
  if (q === 1n) return { p, q };

  const divisor = greatestCommonDivisor(p, q);
  const shared = q < 0n ? -divisor : divisor;
  return { p: p / shared, q: q / shared };
}

export const ZERO: Rational = rational(0n);
export const ONE: Rational = rational(1n);

export function add(a: Rational, b: Rational): Rational {
  if (a.q === b.q) return rational(a.p + b.p, a.q);
  return rational(a.p * b.q + b.p * a.q, a.q * b.q);
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.p * b.p, a.q * b.q);
}

/** @throws RangeError when b is 0. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.p * b.q, a.q * b.p);
}

export function negate(a: Rational): Rational {
  return { p: -a.p, q: a.q };
}

export function absolute(a: Rational): Rational {
  return a.p < 0n ? negate(a) : a;
}

export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.p * b.q;
  const right = b.p * a.q;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function least(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

export function greatest(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

/** A whole number as its digits, anything else as a fraction in lowest terms: "2", "-2/3". */
export function fractionText({ p, q }: Rational): string {
  return q === 1n ? `${p}` : `${p}/${q}`;
}

/** Each value once, in the order of their first places. */
export function distinct(values: readonly Rational[]): Rational[] {
  return [...new Map(values.map((value) => [`${value.p}/${value.q}`, value])).values()];
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a < 0n ? -a : a;
  let smaller = b < 0n ? -b : b;
  while (smaller > LARGEST_DOUBLE) [larger, smaller] = [smaller, larger % smaller];
  if (smaller === 0n) return larger;
  return BigInt(divisorOfDoubles(Number(smaller), Number(larger % smaller)));
}

/** Whole numbers up to 2^53, whose remainders are exact, and faster than those of BigInts. */
function divisorOfDoubles(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
