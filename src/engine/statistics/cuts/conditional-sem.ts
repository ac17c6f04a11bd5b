/**
 * The standard error of measurement at one score or one ability.
 *
 * @module
 */

import type { Statistic } from "../summary.ts";

/**
 * Lord's conditional standard error of measurement of a number-right score.
 *
 *     SEM(T) = √(T (k - T) / (k - 1))
 *
 * In points, for k items scored 0 or 1; 0 at both ends. O(1).
 *
 * Source: Lord, F. M. (1955), binomial error model.
 *
 * @param total T, in [0, k].
 * @param itemCount k.
 * @returns The error; null below two items.
 */
export function lordSem(total: number, itemCount: number): Statistic {
  if (itemCount < 2) return null;
  return Math.sqrt((total * (itemCount - total)) / (itemCount - 1));
}

/** 1 / √I(θ), on the scale of θ; null where nothing is known of it. */
export function informationSem(information: number): Statistic {
  return information > 0 ? 1 / Math.sqrt(information) : null;
}
