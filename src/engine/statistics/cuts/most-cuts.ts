/**
 * How many cuts are classified: each costs a pass through the items and some
 * integrals, or a few of them for every candidate.
 *
 * @module
 */

/** Of all sets together. */
const MOST_CUTS = 250;

/**
 * Which sets are within it, in their order: one that is not leaves its room to
 * the next.
 *
 * @param counts Cuts of each set.
 */
export function withinMostCuts(counts: readonly number[]): boolean[] {
  let room = MOST_CUTS;
  return counts.map((count) => {
    if (count > room) return false;
    room -= count;
    return true;
  });
}
