/**
 * Exponentials along equally spaced abilities.
 *
 * @module
 */

import { exp } from "../numbers/exp.ts";

/** Exponents beyond it leave a double, or come too near to its ends to be multiplied. */
const LARGEST_EXPONENT = 600;

/** Whether e^(slope θ + intercept) stays well inside a double from the first ability to the last. */
export function staysInside(first: number, last: number): boolean {
  return Math.abs(first) <= LARGEST_EXPONENT && Math.abs(last) <= LARGEST_EXPONENT;
}

/** Multiplies entry j by σ(z + j dz); false, and nothing done, where a double is too small. */
export function multiplyLogistic(z: number, dz: number, into: Float64Array): boolean {
  if (!staysInside(z, z + dz * (into.length - 1))) return false;
  let odds = exp(-z);
  const ratio = exp(-dz);
  for (let j = 0; j < into.length; j++) {
    into[j] = (into[j] as number) / (1 + odds);
    odds *= ratio;
  }
  return true;
}
