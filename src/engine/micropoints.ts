/**
 * The unit that points are kept in: whole numbers add exactly, so the order of
 * adding them cannot change a digit.
 *
 * @module
 */

/** A whole number of millionths of a point; exact below 2^53. */
export type Micropoints = number;

export const MICROPOINTS_PER_POINT = 1_000_000;

/**
 * Micropoints as points for people and for JSON: the nearest double, which
 * prints with at most six decimals.
 */
export function toPoints(micropoints: Micropoints): number {
  return micropoints / MICROPOINTS_PER_POINT;
}
