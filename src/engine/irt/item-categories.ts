/**
 * Which category of its model an item's points are.
 *
 * @module
 */

import type { IrtItem } from "../definition/irt.ts";
import { exact } from "../definition/quantity.ts";
import type { Micropoints } from "../micropoints.ts";
import { roundToMicropoints } from "../numbers/round-to-micropoints.ts";

/** Every points that an item can give, as its scale sees them: lowest + highest - x where it is reversed. */
export function levelsAfterReversal(
  levels: readonly Micropoints[],
  isReversed: boolean,
): readonly Micropoints[] {
  if (!isReversed) return levels;
  const ends = (levels[0] ?? 0) + (levels.at(-1) ?? 0);
  return levels.map((level) => ends - level);
}

/**
 * The category of each of `levels`: the last whose least points, `categories`,
 * it reaches; where those are not said, the rank of the level. Limits are
 * rounded as points are, so a third of a definition is the third of an item.
 *
 * @returns -1 for a level below every category.
 */
export function categoriesOf(
  { categories }: Pick<IrtItem, "categories">,
  levels: readonly Micropoints[],
): number[] {
  if (categories === undefined) {
    const ascending = levels.toSorted((a, b) => a - b);
    return levels.map((level) => ascending.indexOf(level));
  }
  const least = categories.map((points) => roundToMicropoints(exact(points)).micropoints);
  return levels.map((level) => least.findLastIndex((points) => points <= level));
}
