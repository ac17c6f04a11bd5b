/**
 * Division of exact integers into one double.
 *
 * @module
 */

/** Bits of a quotient kept before it is rounded: 53 and some to tell which way. */
const KEPT_BITS = 66n;

/**
 * The double nearest to numerator / denominator (ties to even), for quotients
 * in the normal range: integers of any size are divided once and rounded once,
 * so every runtime gives the same bits.
 *
 * @throws RangeError when the denominator is 0.
 */
export function quotient(numerator: bigint, denominator: bigint): number {
  if (denominator === 0n) throw new RangeError("division by zero");
  if (numerator === 0n) return 0;
  const negative = numerator < 0n !== denominator < 0n;
  const p = magnitude(numerator);
  const q = magnitude(denominator);
  const shift = KEPT_BITS - bitLength(p) + bitLength(q);
  const scaled = shift >= 0n ? p << shift : p;
  const divisor = shift >= 0n ? q : q << -shift;
  // A last bit that stands for everything below keeps a tie from looking like one.
  const sticky = scaled % divisor === 0n ? 0n : 1n;
  const bits = ((scaled / divisor) << 1n) | sticky;
  const value = Number(bits) * 2 ** -Number(shift + 1n);
  return negative ? -value : value;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function bitLength(value: bigint): bigint {
  return BigInt(value.toString(16).length * 4);
}
