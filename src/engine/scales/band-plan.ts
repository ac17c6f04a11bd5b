/**
 * Bands: labelled ranges of the total or of a scale.
 *
 * Cuts compare in whole numbers. With T the points, M the maximum and r the
 * number of items whose table holds a value that was rounded to whole
 * micropoints, a cut c is met
 *
 *     on points   when 2T + r >= 2c
 *     on percent  when 100 (2T + r) >= 2 c M
 *
 * so rounded thirds (18 * 1/3 = 5.999994) do not fail a cut at 6, and no
 * percent is ever a floating-point number when it decides something.
 *
 * @module
 */

import type { BandSet } from "../definition/definition.ts";
import { exact } from "../definition/quantity.ts";
import { MICROPOINTS_PER_POINT, type Micropoints } from "../micropoints.ts";
import type { Rational } from "../numbers/rational.ts";

export interface BandPlan {
  readonly scale: string;
  /** Index into the plan's scales; -1 is the total. */
  readonly scaleIndex: number;
  /** Lowest cut first. */
  readonly labels: readonly string[];
  /** Index of the band that `points` out of `maxPoints` falls in, or -1. */
  readonly bandOf: (points: Micropoints, maxPoints: Micropoints) => number;
}

/**
 * @param roundedItems r: members whose points may be off by half a micropoint.
 */
export function compileBands(set: BandSet, scaleIndex: number, roundedItems: number): BandPlan {
  const cuts = set.cuts
    .map((cut) => ({ label: cut.label, min: exact(cut.min) }))
    .toSorted((a, b) => Number(a.min.p * b.min.q - b.min.p * a.min.q));
  const bounds = cuts.map((cut) => cut.min);
  const thresholdsFor = set.on === "percent" ? percentThresholds : pointsThresholds;
  const known = new Map<Micropoints, readonly Micropoints[]>();
  return {
    scale: set.scale,
    scaleIndex,
    labels: cuts.map((cut) => cut.label),
    bandOf(points, maxPoints) {
      if (set.on === "percent" && maxPoints <= 0) return -1;
      const thresholds = remembered(known, set.on === "percent" ? maxPoints : 0, (max) =>
        thresholdsFor(bounds, max, BigInt(roundedItems)),
      );
      let band = thresholds.length - 1;
      while (band >= 0 && points < (thresholds[band] as Micropoints)) band--;
      return band;
    },
  };
}

/** Maxima differ only where items were not presented, so few are kept. */
const REMEMBERED_MAXIMA = 256;

function remembered(
  known: Map<Micropoints, readonly Micropoints[]>,
  maxPoints: Micropoints,
  compute: (maxPoints: Micropoints) => readonly Micropoints[],
): readonly Micropoints[] {
  let thresholds = known.get(maxPoints);
  if (thresholds === undefined) {
    thresholds = compute(maxPoints);
    if (known.size >= REMEMBERED_MAXIMA) known.clear();
    known.set(maxPoints, thresholds);
  }
  return thresholds;
}

/** Least whole T with 2T + r >= 2c, c = p/q points. */
function pointsThresholds(
  bounds: readonly Rational[],
  _maxPoints: Micropoints,
  rounded: bigint,
): Micropoints[] {
  const micro = BigInt(MICROPOINTS_PER_POINT);
  return bounds.map(({ p, q }) => Number(ceilDivide(2n * p * micro - rounded * q, 2n * q)));
}

/** Least whole T with 100 (2T + r) >= 2 c M, c = p/q percent. */
function percentThresholds(
  bounds: readonly Rational[],
  maxPoints: Micropoints,
  rounded: bigint,
): Micropoints[] {
  const max = BigInt(maxPoints);
  return bounds.map(({ p, q }) => Number(ceilDivide(2n * p * max - 100n * rounded * q, 200n * q)));
}

function ceilDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator > 0n ? quotient + 1n : quotient;
}
