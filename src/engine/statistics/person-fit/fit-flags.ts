/**
 * Which statistics of person fit lie where they seldom do. A flag asks for a
 * second look; it says nothing of why.
 *
 * @module
 */

import type { Fit, ScaleFit } from "../../irt/fit/scale-fit.ts";
import type { PersonFit } from "./person-fit.ts";

/** lz and lz* of one response in twenty lie below, were they standard normal. */
export const LOW_LZ = -1.645;

/**
 * Mean squares between them are "productive for measurement".
 *
 * Source: Linacre, J. M. (2002). What do infit and outfit, mean-square and
 * standardized mean? Rasch Measurement Transactions, 16(2), 878.
 */
export const MEAN_SQUARES = { low: 0.5, high: 1.5 };

/**
 * A run this long, of at least so many items, is "long". The share is by Curran
 * (2016); the least keeps short forms from being flagged for a few equal answers.
 *
 * Source: Curran, P. G. (2016). Methods for the detection of carelessly invalid
 * responses in survey data. Journal of Experimental Social Psychology, 66, 4-19.
 */
export const LONG_RUN = { share: 0.5, least: 6 };

/** In the order in which they are told. */
const FLAGS = [
  "low_lz",
  "low_lz_star",
  "low_infit",
  "high_infit",
  "low_outfit",
  "high_outfit",
  "long_run",
] as const;
export type FitFlag = (typeof FLAGS)[number];

export function scaleFlags({ lz, lzStar, infit, outfit }: ScaleFit): FitFlag[] {
  const raised: Partial<Record<FitFlag, boolean>> = {
    low_lz: isBelow(lz, LOW_LZ),
    low_lz_star: lzStar !== null && isBelow(lzStar.value, LOW_LZ),
    low_infit: isBelow(infit, MEAN_SQUARES.low),
    high_infit: isAbove(infit, MEAN_SQUARES.high),
    low_outfit: isBelow(outfit, MEAN_SQUARES.low),
    high_outfit: isAbove(outfit, MEAN_SQUARES.high),
  };
  return FLAGS.filter((flag) => raised[flag]);
}

/** Those of any scale, and those of the answers alone. */
export function fitFlags({ scales, longestRun }: PersonFit): FitFlag[] {
  const raised = new Set(scales.flatMap(scaleFlags));
  if (longestRun.ok) {
    const { length, share } = longestRun.value;
    if (length >= LONG_RUN.least && share >= LONG_RUN.share) raised.add("long_run");
  }
  return FLAGS.filter((flag) => raised.has(flag));
}

function isBelow(fit: Fit, limit: number): boolean {
  return fit.ok && fit.value < limit;
}

function isAbove(fit: Fit, limit: number): boolean {
  return fit.ok && fit.value > limit;
}
