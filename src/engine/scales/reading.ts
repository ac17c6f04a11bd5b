/**
 * What the whole number of a scale means: raw value, transformed value, how it
 * is counted, and what its bands and conditions say of it.
 *
 * @module
 */

import type { Rational } from "../numbers/rational.ts";
import { divide, rational } from "../numbers/rational.ts";
import { quotient } from "../statistics/quotient.ts";

import type { Judge, JudgedScale } from "./judge.ts";
import type { Measure, Step } from "./transforms/measure.ts";
import { transformed, type ValueReason } from "./transforms/transform-chain.ts";

export interface Reading {
  readonly raw: number;
  /** After the transforms; null with a reason. */
  readonly value: number | null;
  readonly se: number | null;
  readonly reason: ValueReason | null;
  /** The value as it is counted, in units of `resolution`; NaN where there is none. */
  readonly counted: number;
  /** What each judge of the scale says, in their order. */
  readonly verdicts: readonly number[];
}

export interface ReadingForm {
  readonly judges: readonly Judge[];
  /** What one is in the statistics. */
  readonly resolution: Rational;
}

/**
 * @param steps One a transform; null for the first that has no norm group.
 */
export function readingOf(
  raw: Measure,
  steps: readonly (Step | null)[],
  { judges, resolution }: ReadingForm,
): Reading {
  const { after, reason } = transformed(raw, steps);
  const scale: JudgedScale = { raw, value: after };
  return {
    raw: toNumber(raw.value),
    value: after === null ? null : toNumber(after.value),
    se: after === null || after.se === null ? null : toNumber(after.se),
    reason,
    counted: after === null ? Number.NaN : wholeOf(after.value, resolution),
    verdicts: judges.map((judge) => judge.ofScale(scale)),
  };
}

function toNumber({ p, q }: Rational): number {
  return quotient(p, q);
}

/** Rounded once, half away from zero. */
function wholeOf(value: Rational, resolution: Rational): number {
  const { p, q } = divide(value, resolution);
  const nearest = (2n * (p < 0n ? -p : p) + q) / (2n * q);
  return Number(p < 0n ? -nearest : nearest);
}

/** The finest of these that keeps every value below 2^53. */
export function resolutionFor(largest: Rational): Rational | null {
  const fits = [1_000_000_000n, 1_000_000n].find((parts) => largest.p * parts < largest.q << 53n);
  return fits === undefined ? null : rational(1n, fits);
}
