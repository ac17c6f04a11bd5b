/**
 * The natural logarithm, the same to the last bit on every runtime.
 *
 * @module
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** Of the Remez polynomial for (log(1 + f) - 2s) / s, where s = f / (2 + f). */
const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;

const SMALLEST_NORMAL = 2 ** -1022;
const TWO_TO_54 = 2 ** 54;

/** One double, seen as its bits. */
const double = new Float64Array(1);
const bits = new Int32Array(double.buffer);
double[0] = 1;
/** Which half holds sign, exponent and the first digits: little-endian machines keep it last. */
const TOP = bits[1] === 0 ? 0 : 1;

/**
 * ln x, within one unit in the last place.
 *
 *     x = 2^k (1 + f),  √½ < 1 + f < √2,  ln x = k ln 2 + ln(1 + f)
 *
 * `Math.log` is whatever the runtime's library says; see `exp`. O(1).
 *
 * Source: e_log.c of fdlibm (Sun Microsystems, 1993).
 *
 * @returns -Infinity at 0, NaN below.
 */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
  let k = 0;
  double[0] = x;
  if (x < SMALLEST_NORMAL) {
    k = -54;
    double[0] = x * TWO_TO_54;
  }
  const top = bits[TOP] as number;
  const digits = top & 0x000fffff;
  // 1 where the fraction is above √2: it is then halved.
  const halved = (digits + 0x95f64) & 0x100000;
  k += (top >> 20) - 1023 + (halved >> 20);
  bits[TOP] = digits | (halved ^ 0x3ff00000);
  const f = (double[0] as number) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + (odd + even)) + k * LN2_LOW) - f);
}
