/**
 * The standard normal distribution function.
 *
 * @module
 */

import { exp } from "../../numbers/exp.ts";

/** |z| up to which Φ(z) - 1/2 is a small multiple of z. */
const CENTRE = 0.67448975;
/** |z| from which the tail is an asymptotic series. */
const TAIL = Math.sqrt(32);
/** |z| from which the tail is below every double. */
const FARTHEST = 40;
const ROOT_2PI = Math.sqrt(2 * Math.PI);

/** Coefficients of numerator and denominator, highest power first. */
const CENTRE_OVER = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709,
  18154.98125334356,
];
const CENTRE_UNDER = [
  1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673,
];
const MIDDLE_OVER = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785,
  597.2702763948002, 2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const MIDDLE_UNDER = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761,
  18615.571640885097, 34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const TAIL_OVER = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807,
  0.0014216191932278934, 2.9112874951168793e-5,
];
const TAIL_UNDER = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824,
  7.297515550839662e-5,
];

/**
 * Φ(z), the chance that a standard normal variable is at most z.
 *
 * Rational approximations on three ranges of |z|; small lower tails keep their
 * digits, so for the upper tail ask for Φ(-z). O(1).
 *
 * Source: Cody, W. J. (1969). Rational Chebyshev approximations for the error
 * function. Mathematics of Computation, 23.
 *
 * @returns In [0, 1], good to about 1e-15 of itself; NaN for NaN.
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size <= CENTRE) {
    const square = z * z;
    return 0.5 + (z * polynomial(CENTRE_OVER, square)) / polynomial(CENTRE_UNDER, square);
  }
  const tail = upperTail(size);
  return z < 0 ? tail : 1 - tail;
}

/** 1 - Φ(z) for z above the centre. */
function upperTail(z: number): number {
  if (z >= FARTHEST) return 0;
  // e^(-z²/2) in two factors: z² alone would lose the last digits of the exponent.
  const coarse = Math.trunc(z * 16) / 16;
  const density = exp((-coarse * coarse) / 2) * exp((-(z - coarse) * (z + coarse)) / 2);
  if (z < TAIL) return (density * polynomial(MIDDLE_OVER, z)) / polynomial(MIDDLE_UNDER, z);
  const square = 1 / (z * z);
  const correction = (square * polynomial(TAIL_OVER, square)) / polynomial(TAIL_UNDER, square);
  return (density * (1 / ROOT_2PI - correction)) / z;
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let place = 0; place < coefficients.length; place++) {
    value = value * x + (coefficients[place] as number);
  }
  return value;
}
