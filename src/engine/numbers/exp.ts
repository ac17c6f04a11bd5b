/**
 * The exponential function, the same to the last bit on every runtime.
 *
 * @module
 */

/** ln 2 in two parts: the first has trailing zeros, so that k times it is exact. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;

/** Of the Remez polynomial for r (e^r + 1) / (e^r - 1) on [0, 0.34658]. */
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;

const LARGEST = 709.782712893384;
const SMALLEST = -745.1332191019411;

/** 2^k for k from -1022 to 1023, all exact; k at index k + 1022. */
const POWERS_OF_TWO = powersOfTwo();

/**
 * e^x, within one unit in the last place.
 *
 *     x = k ln 2 + r,  |r| <= ln 2 / 2,  e^x = 2^k e^r
 *
 * `Math.exp` is whatever the runtime's library says, and Bun's differs from
 * Node's in the last bit; this uses only operations that IEEE 754 fixes.
 * 0 below -745.13, infinite above 709.78. O(1).
 *
 * Source: e_exp.c of fdlibm (Sun Microsystems, 1993).
 */
export function exp(x: number): number {
  if (!(x <= LARGEST)) return x === x ? Infinity : x;
  if (x < SMALLEST) return 0;
  // An integer to the compiler too, which is what makes the look-up below fast.
  const k = (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k < -1021) return y * power(k + 200) * power(-200);
  // 2^1024 by itself is infinite.
  return k > 1023 ? y * 2 * power(k - 1) : y * power(k);
}

function power(k: number): number {
  return POWERS_OF_TWO[k + 1022] as number;
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2046);
  powers[1022] = 1;
  for (let k = 1; k <= 1023; k++) powers[1022 + k] = (powers[1021 + k] as number) * 2;
  for (let k = 1; k <= 1022; k++) powers[1022 - k] = (powers[1023 - k] as number) / 2;
  return powers;
}
