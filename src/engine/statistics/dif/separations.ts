/**
 * Whether a logistic regression of one item on total and group has a maximum.
 *
 * @module
 */

import { CELLS, type DifCounts, type DifFault } from "./dif-counts.ts";

/** Where the right and the wrong answers of a group lie among the totals. */
interface Ranges {
  readonly right: Range;
  readonly wrong: Range;
}

/** Infinity and -Infinity where there is none. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * Why the maximum likelihood estimates of each model do not exist.
 *
 * They exist unless some combination of the predictors, not 0 everywhere, is at
 * least 0 for all right answers and at most 0 for all wrong ones (complete or
 * quasi-complete separation). With the total T and a group that may be told by
 * the four extremes of T in each group:
 *
 *     T              wrong ones end where right ones begin, or the reverse
 *     T, group       so in both groups the same way round; or a group is all right or all wrong
 *     T, group, T·group   so in one group
 *
 * O(totals).
 *
 * Source: Albert, A., & Anderson, J. A. (1984). On the existence of maximum
 * likelihood estimates in logistic regression models. Biometrika, 71, 1-10.
 *
 * @returns For the three models, in this order; null where the estimates exist.
 */
export function separations(
  counts: DifCounts,
): readonly [DifFault | null, DifFault | null, DifFault | null] {
  const reference = rangesOf(counts, 0);
  const focal = rangesOf(counts, 2);
  const groups = [reference, focal];
  if (groups.some(isEmpty)) return ["group_empty", "group_empty", "group_empty"];
  const all = {
    right: hull(reference.right, focal.right),
    wrong: hull(reference.wrong, focal.wrong),
  };
  const varying = groups.map(varies);
  const rises = groups.map(isRising);
  const falls = groups.map(isFalling);
  const isApart =
    groups.some(isUniform) || rises.every((rising) => rising) || falls.every((falling) => falling);
  return [
    faultOf(varies(all), isRising(all) || isFalling(all)),
    faultOf(varying.includes(true), isApart),
    faultOf(!varying.includes(false), rises.includes(true) || falls.includes(true)),
  ];
}

/** Predictors that depend on one another come first: they have no coefficients to be infinite. */
function faultOf(totalsVary: boolean, isSeparated: boolean): DifFault | null {
  if (!totalsVary) return "no_variance_of_totals";
  return isSeparated ? "separated" : null;
}

function rangesOf({ totals, counts }: DifCounts, cell: number): Ranges {
  return { right: rangeOf(totals, counts, cell), wrong: rangeOf(totals, counts, cell + 1) };
}

function rangeOf(totals: Float64Array, counts: Float64Array, cell: number): Range {
  const held = totals.filter((_, stratum) => counts[stratum * CELLS + cell] !== 0);
  return {
    least: held[0] ?? Number.POSITIVE_INFINITY,
    most: held.at(-1) ?? Number.NEGATIVE_INFINITY,
  };
}

function hull(one: Range, other: Range): Range {
  return { least: Math.min(one.least, other.least), most: Math.max(one.most, other.most) };
}

function isEmpty({ right, wrong }: Ranges): boolean {
  return right.least > right.most && wrong.least > wrong.most;
}

function isUniform({ right, wrong }: Ranges): boolean {
  return right.least > right.most || wrong.least > wrong.most;
}

function varies({ right, wrong }: Ranges): boolean {
  const { least, most } = hull(right, wrong);
  return least < most;
}

function isRising({ right, wrong }: Ranges): boolean {
  return wrong.most <= right.least;
}

function isFalling({ right, wrong }: Ranges): boolean {
  return right.most <= wrong.least;
}
