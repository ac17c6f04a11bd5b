/**
 * What must be summed over subjects that the same k raters rated, for the
 * two-way analysis of variance of their ratings. Whole numbers only, so sums
 * over different subjects add, in any order, to the same bytes.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

export interface RatingSums {
  /** n, of subjects with a rating by every rater. */
  subjects: number;
  /** Σ over subjects of each rater's ratings, shape [k]. */
  readonly byRater: bigint[];
  /** Σ x² over all ratings. */
  squares: bigint;
  /** Σ over subjects of (Σ over raters x)². */
  subjectSquares: bigint;
}

/** @param raterCount k. */
export function emptyRatingSums(raterCount: number): RatingSums {
  return {
    subjects: 0,
    byRater: Array.from({ length: raterCount }, () => 0n),
    squares: 0n,
    subjectSquares: 0n,
  };
}

/**
 * Adds one subject. Subjects without a rating by every rater are left out by
 * the caller: the analysis needs complete rows.
 *
 * @param ratings Whole numbers below 2^53 in size, in the order of the raters.
 * @throws RangeError when there is not one rating a rater, or one is not whole.
 */
export function addSubject(sums: RatingSums, ratings: readonly number[]): void {
  if (ratings.length !== sums.byRater.length) {
    throw new RangeError(`${ratings.length} ratings by ${sums.byRater.length} raters`);
  }
  // Throws on what is not whole, before anything is added.
  const whole = ratings.map((rating) => BigInt(rating));
  let total = 0n;
  for (const [rater, rating] of whole.entries()) {
    total += rating;
    sums.byRater[rater] = (sums.byRater[rater] ?? 0n) + rating;
    sums.squares += rating * rating;
  }
  sums.subjects += 1;
  sums.subjectSquares += total * total;
}

/**
 * Adds `other` to `sums`; both are of the same raters.
 *
 * @throws RangeError when they are not as many.
 */
export function mergeRatingSums(sums: RatingSums, other: RatingSums): void {
  if (sums.byRater.length !== other.byRater.length) {
    throw new RangeError(
      `sums of ${other.byRater.length} raters do not add to those of ${sums.byRater.length}`,
    );
  }
  for (const [rater, sum] of other.byRater.entries()) {
    sums.byRater[rater] = (sums.byRater[rater] ?? 0n) + sum;
  }
  sums.subjects += other.subjects;
  sums.squares += other.squares;
  sums.subjectSquares += other.subjectSquares;
}

/** Mean squares of the two-way analysis of variance, all times nk(n - 1)(k - 1). */
export interface MeanSquares {
  readonly n: bigint;
  readonly k: bigint;
  /** Between subjects (BMS). */
  readonly subjects: bigint;
  /** Between raters (JMS). */
  readonly raters: bigint;
  /** Residual (EMS). */
  readonly error: bigint;
}

export type MeanSquaresFault = "fewer_than_two_subjects" | "fewer_than_two_raters";

/** Why an intraclass correlation is undefined. */
export type IccFault = MeanSquaresFault | "no_variance";

/**
 * Mean squares of n subjects by k raters, one rating a cell.
 *
 *     SS_subjects = Σ T²/k - G²/(nk)      df n - 1
 *     SS_raters   = Σ S²/n - G²/(nk)      df k - 1
 *     SS_error    = Σ x² - G²/(nk) - SS_subjects - SS_raters
 *
 * with T a subject's and S a rater's sum and G that of all. Every one is a
 * whole number once it is multiplied by nk(n - 1)(k - 1), and so never negative.
 */
export function meanSquares(sums: RatingSums): Result<MeanSquares, MeanSquaresFault> {
  if (sums.byRater.length < 2) return err("fewer_than_two_raters");
  if (sums.subjects < 2) return err("fewer_than_two_subjects");
  const n = BigInt(sums.subjects);
  const k = BigInt(sums.byRater.length);
  const grand = sums.byRater.reduce((total, sum) => total + sum, 0n);
  const raterSquares = sums.byRater.reduce((total, sum) => total + sum * sum, 0n);
  // Sums of squares, times nk.
  const subjects = n * sums.subjectSquares - grand * grand;
  const raters = k * raterSquares - grand * grand;
  const error = n * k * sums.squares - grand * grand - subjects - raters;
  return ok({ n, k, subjects: subjects * (k - 1n), raters: raters * (n - 1n), error });
}
