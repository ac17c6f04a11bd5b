/**
 * One number of points from what one, two or three raters gave.
 *
 *     one rating        its points
 *     mean              (a + b) / 2
 *     max               the greater of a and b
 *     first             a: b is there to be compared with it
 *     third_if_apart t  |a - b| <= t: (a + b) / 2
 *                       else a third rating c is needed; then the mean of the
 *                       two that are closest, or of all three where two pairs
 *                       are equally close
 *
 * Until there are enough ratings the answer waits: there are no points yet.
 *
 * Also known from: "double marking" with a tolerance and adjudication by a
 * third marker.
 *
 * @module
 */

import { exact, type Quantity } from "../../definition/quantity.ts";
import {
  absolute,
  add,
  compare,
  greatest,
  multiply,
  rational,
  type Rational,
  subtract,
} from "../../numbers/rational.ts";

/** How two ratings become one; undefined where one is enough. */
export type DoubleRating = "mean" | "max" | "first" | { readonly third_if_apart: Quantity };

export interface Resolved {
  /** null while ratings are missing. */
  readonly points: Rational | null;
  /** Which ratings the points are made of, by their places. */
  readonly used: readonly number[];
}

/** How many raters an answer can have: a further one would change nothing. */
export function mostRaters(doubleRating: DoubleRating | undefined): 1 | 2 | 3 {
  if (doubleRating === undefined) return 1;
  return typeof doubleRating === "string" ? 2 : 3;
}

/** @param points One entry a rater, in the order in which they first rated. */
export function resolveRatings(
  doubleRating: DoubleRating | undefined,
  points: readonly Rational[],
): Resolved {
  const [first, second, third] = points;
  if (doubleRating === undefined) return only(first);
  if (first === undefined || second === undefined) return WAITING;
  if (doubleRating === "first") return { points: first, used: [0] };
  if (doubleRating === "max") {
    const most = greatest(first, second);
    return { points: most, used: [most === first ? 0 : 1] };
  }
  const gap = distance(first, second);
  if (doubleRating === "mean" || compare(gap, exact(doubleRating.third_if_apart)) <= 0) {
    return mean(points, [0, 1]);
  }
  return third === undefined ? WAITING : mean(points, closest(first, second, third));
}

const WAITING: Resolved = { points: null, used: [] };

function only(points: Rational | undefined): Resolved {
  return points === undefined ? WAITING : { points, used: [0] };
}

function closest(first: Rational, second: Rational, third: Rational): readonly number[] {
  const toFirst = distance(first, third);
  const toSecond = distance(second, third);
  const apart = distance(first, second);
  const nearer = compare(toFirst, toSecond);
  if (nearer === 0) return [0, 1, 2];
  const [gap, pair] = nearer < 0 ? ([toFirst, [0, 2]] as const) : ([toSecond, [1, 2]] as const);
  const against = compare(gap, apart);
  if (against === 0) return [0, 1, 2];
  return against < 0 ? pair : [0, 1];
}

function mean(points: readonly Rational[], used: readonly number[]): Resolved {
  const sum = used.map((place) => points[place] as Rational).reduce(add);
  return { points: multiply(sum, rational(1n, BigInt(used.length))), used };
}

function distance(a: Rational, b: Rational): Rational {
  return absolute(subtract(a, b));
}
