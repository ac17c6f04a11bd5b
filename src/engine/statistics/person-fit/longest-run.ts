/**
 * One answer given again and again.
 *
 * @module
 */

/** An item that was not shown: the items around it follow one another. */
export const NOT_SHOWN = -1;
/** An item that ends a run: not answered, or not of a kind with others. */
export const ENDS_RUN = 0;

/**
 * Longest run of one same answer over consecutive items ("long-string").
 *
 * O(items).
 *
 * Source: Johnson, J. A. (2005). Ascertaining the validity of individual
 * protocols from Web-based personality inventories. Journal of Research in
 * Personality, 39, 103-129.
 *
 * @param choices One an item, in the order of the form: a number above 0 for
 * each answer, equal for equal answers, or one of the marks above.
 * @returns 0 where nothing was answered.
 */
export function longestRun(choices: Iterable<number>): number {
  let longest = 0;
  let run = 0;
  let last = ENDS_RUN;
  for (const choice of choices) {
    if (choice === NOT_SHOWN) continue;
    run = choice === last ? run + 1 : 1;
    last = choice;
    if (choice !== ENDS_RUN) longest = Math.max(longest, run);
  }
  return longest;
}
