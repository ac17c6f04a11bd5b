/**
 * Numbers as people and JSON write them, read exactly.
 *
 * 0.7 + 0.1 of doubles is 0.7999999999999999 and would refuse the answer 0.8;
 * here 0.8 is 8/10. A JSON number is its shortest round-trip digits.
 *
 * @module
 */

import { rational, type Rational } from "./rational.ts";

/** Beyond these, text is no number: 1e999999999 must cost neither time nor memory. */
const MAX_LENGTH = 1_000;
const MAX_EXPONENT = 1_000;

const FRACTION = /^([+-]?\d{1,18})\/(\d{1,18})$/;

const DECIMAL = {
  ".": /^([+\u2212-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/,
  ",": /^([+\u2212-]?)(\d*)(?:,(\d*))?(?:[eE]([+-]?\d{1,6}))?$/,
} as const;

/**
 * The exact value of decimal digits such as "-12.50", ".5" or "6.02e23".
 *
 * White space around it is ignored; the typographic minus sign counts as "-";
 * digits are never grouped, and the other mark is never guessed.
 *
 * @returns null when the text is not such a number, or is beyond 1,000
 * characters or an exponent of ±1,000.
 */
export function parseDecimal(text: string, mark: "." | "," = "."): Rational | null {
  if (text.length > MAX_LENGTH) return null;
  const match = DECIMAL[mark].exec(text.trim());
  return match === null ? null : valueOf(match);
}

function valueOf([
  ,
  sign,
  whole = "",
  fraction = "",
  exponent = "0",
]: RegExpExecArray): Rational | null {
  if (whole + fraction === "") return null;
  const power = Number(exponent);
  if (Math.abs(power) > MAX_EXPONENT) return null;

  const digits = BigInt(whole + fraction);
  const isNegative = sign === "-" || sign === "\u2212";
  return timesPowerOfTen(isNegative ? -digits : digits, power - fraction.length);
}

/**
 * The exact value of a double's shortest round-trip digits: 0.1 is 1/10.
 *
 * @throws RangeError for NaN and the infinities.
 */
export function decimalOf(value: number): Rational {
  const parsed = parseDecimal(String(value));
  if (parsed === null) throw new RangeError(`${value} is not a finite number`);
  return parsed;
}

/** A number of a definition: 0.25, "0.25" or "1/3"; null when it is none. */
export function parseQuantity(value: number | string): Rational | null {
  if (typeof value === "number") return Number.isFinite(value) ? decimalOf(value) : null;

  const match = FRACTION.exec(value);
  if (match === null) return /\s/.test(value) ? null : parseDecimal(value);
  const [, numerator = "", denominator = ""] = match;
  return /^0+$/.test(denominator) ? null : rational(BigInt(numerator), BigInt(denominator));
}

function timesPowerOfTen(digits: bigint, power: number): Rational {
  if (power >= 0) return rational(digits * 10n ** BigInt(power));
  return rational(digits, 10n ** BigInt(-power));
}
