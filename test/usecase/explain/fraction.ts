/**
 * Exact arithmetic of its own, so that nothing under test checks itself.
 *
 * @module
 */

export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** "2", "-2/3", 0.25. */
export function fraction(value: string | number): Fraction {
  const [over = "", under = "1"] = String(value).split("/");
  const [whole = "", decimals = ""] = over.split(".");
  const top = BigInt(`${whole}${decimals}`);
  return { top, bottom: BigInt(under) * 10n ** BigInt(decimals.length) };
}

export const ZERO = fraction(0);

export function plus(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { top: -b.top, bottom: b.bottom });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.top, bottom: a.bottom * b.bottom };
}

export function over(top: number, bottom: number): Fraction {
  return { top: BigInt(top), bottom: BigInt(bottom) };
}

export function difference(a: Fraction, b: Fraction): bigint {
  return a.top * b.bottom - b.top * a.bottom;
}

export function larger(a: Fraction, b: Fraction): Fraction {
  return difference(a, b) >= 0n ? a : b;
}

export function smaller(a: Fraction, b: Fraction): Fraction {
  return difference(a, b) <= 0n ? a : b;
}

export function sum(all: readonly Fraction[]): Fraction {
  return all.reduce(plus, ZERO);
}

export function equal(a: Fraction, b: Fraction): boolean {
  return difference(a, b) === 0n;
}

/** Whole millionths, half away from zero. */
export function rounded({ top, bottom }: Fraction): Fraction {
  const size = (top < 0n ? -top : top) * 1_000_000n;
  const nearest = size / bottom + (2n * (size % bottom) >= bottom ? 1n : 0n);
  return { top: top < 0n ? -nearest : nearest, bottom: 1_000_000n };
}
