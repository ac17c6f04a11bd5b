/**
 * How sure the classes of total scores are, from the totals and their reliability.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { betaWeight, incompleteBeta, type Tails } from "../distributions/incomplete-beta.ts";
import { effectiveLength } from "./effective-length.ts";
import { kappaOf } from "./kappa-of.ts";
import type { ScoreClassification } from "./lee.ts";
import type { ScoreCounts } from "./score-counts.ts";
import { integrateUnit, UNIT_END } from "./tanh-sinh.ts";
import { type BetaDistribution, trueScoreBeta } from "./true-score-beta.ts";

export type LivingstonLewisFault =
  | "no_variance"
  | "reliability_out_of_range"
  | "effective_length_too_large"
  | "no_true_score_distribution";

/**
 * How the cut is rounded to a whole score of the effective test on the second
 * administration; on the first it is the nearest, ties to even.
 */
export type SecondCut = "floor" | "nearest";

export interface LivingstonLewis extends ScoreClassification {
  /** n*; the binomial distribution takes it rounded, ties to even. */
  readonly effectiveLength: number;
  readonly trueScores: BetaDistribution;
  /** Expected shares of candidates by true and observed side of the cut. */
  readonly truePass: number;
  readonly falsePass: number;
  readonly trueFail: number;
  readonly falseFail: number;
  /** Scores of the effective test that pass on the two administrations. */
  readonly passingScores: readonly [first: number, second: number];
}

const TOLERANCE = 1e-11;

/** An integral costs √n*: some 10 ms a cut. */
const MOST_TRIALS = 100_000;

/**
 * Classification accuracy and consistency by Livingston and Lewis's method: true
 * scores have a beta distribution, errors are binomial with n* trials.
 *
 *     accuracy    = P(X passes and τ passes) + P(X fails and τ fails)
 *     consistency = P(X passes and X' passes) + P(X fails and X' fails)
 *
 * τ passes at the cut's share of the test, X at that share of the rounded n*,
 * rounded; X' at it rounded as `secondCut` says: `floor`, as betafunctions 1.9.0
 * has it, or `nearest`, the same rule both times. They differ in the third
 * decimal. Integrals are good to 1e-10, and to 1e-8
 * where a shape of the true scores is near 0. O(distinct totals + √n*).
 *
 * Source: Livingston, S. A., & Lewis, C. (1995). Estimating the consistency and
 * accuracy of classifications based on test scores. Journal of Educational
 * Measurement, 32(2).
 *
 * @param reliability Of the totals, in (0, 1).
 * @param cut The least total that passes, in the units of the totals.
 * @returns Shares; or why they are undefined.
 */
export function livingstonLewis(
  counts: ScoreCounts,
  reliability: number,
  cut: number,
  secondCut: SecondCut = "floor",
): Result<LivingstonLewis, LivingstonLewisFault> {
  if (!(reliability > 0 && reliability < 1)) return err("reliability_out_of_range");
  const length = effectiveLength(counts, reliability);
  if (length === null) return err("no_variance");
  if (length > MOST_TRIALS) return err("effective_length_too_large");
  const trueScores = trueScoreBeta(counts, length);
  if (!trueScores.ok) return trueScores;
  const trials = nearestEven(length);
  if (trials < 1) return err("no_true_score_distribution");
  const share = (cut - counts.min) / (counts.max - counts.min);
  // Whole numbers as far as they go: 0.58 · 50 is not 29 in doubles.
  const scaled = ((cut - counts.min) * trials) / (counts.max - counts.min);
  const first = nearestEven(scaled);
  const second = secondCut === "floor" ? Math.floor(scaled) : first;
  const sides = { trials, first, second };
  return ok(classify(length, trueScores.value, share, sides));
}

interface Sides {
  readonly trials: number;
  /** Least passing score on each administration. */
  readonly first: number;
  readonly second: number;
}

function classify(
  length: number,
  trueScores: BetaDistribution,
  share: number,
  { trials, first, second }: Sides,
): LivingstonLewis {
  const firstAt = (t: number, rest: number) => passing(t, rest, trials, first);
  const secondAt = (t: number, rest: number) => passing(t, rest, trials, second);
  const mean = meanOf(trueScores);
  // True scores may all lie near their mean, and nodes are close at ends alone.
  const between = (from: number, to: number, of: (t: number, rest: number) => number) => {
    if (!(from < mean && mean < to)) return expectation(trueScores, from, to, of);
    return expectation(trueScores, from, mean, of) + expectation(trueScores, mean, to, of);
  };
  const truePass = between(share, 1, (t, rest) => firstAt(t, rest).upper);
  const falseFail = between(share, 1, (t, rest) => firstAt(t, rest).lower);
  const falsePass = between(0, share, (t, rest) => firstAt(t, rest).upper);
  const trueFail = between(0, share, (t, rest) => firstAt(t, rest).lower);
  const bothPass = between(0, 1, (t, rest) => firstAt(t, rest).upper * secondAt(t, rest).upper);
  const bothFail = between(0, 1, (t, rest) => firstAt(t, rest).lower * secondAt(t, rest).lower);
  const passFirst = truePass + falsePass;
  const passSecond = between(0, 1, (t, rest) => secondAt(t, rest).upper);
  const byChance = passFirst * passSecond + (1 - passFirst) * (1 - passSecond);
  const consistency = atMostOne(bothPass + bothFail);
  return {
    effectiveLength: length,
    trueScores,
    accuracy: atMostOne(truePass + trueFail),
    consistency,
    kappa: kappaOf(consistency, byChance),
    truePass: atMostOne(truePass),
    falsePass,
    trueFail: atMostOne(trueFail),
    falseFail,
    passingScores: [first, second],
  };
}

/** Integrals of a share are good to some 1e-10 on either side. */
function atMostOne(share: number): number {
  return Math.min(1, share);
}

function meanOf({ alpha, beta, lower, upper }: BetaDistribution): number {
  return lower + (upper - lower) * (alpha / (alpha + beta));
}

/** Chances of fewer than `score` (lower) and of at least that (upper) of n at t, t + rest = 1. */
function passing(t: number, rest: number, n: number, score: number): Tails {
  if (score <= 0) return { lower: 0, upper: 1 };
  if (score > n) return { lower: 1, upper: 0 };
  const tails = incompleteBeta(t, rest, score, n - score + 1);
  return { lower: tails.upper, upper: tails.lower };
}

/** ∫ of a function of τ and 1 - τ times the density of τ, τ from `from` to `to`. */
function expectation(
  { alpha, beta, lower, upper }: BetaDistribution,
  from: number,
  to: number,
  of: (t: number, rest: number) => number,
): number {
  const width = upper - lower;
  const start = Math.min(1, Math.max(0, (from - lower) / width));
  const end = Math.min(1, Math.max(0, (to - lower) / width));
  if (end <= start) return 0;
  const inside = integrateUnit((p, q) => {
    const z = start + (end - start) * p;
    const y = 1 - end + (end - start) * q;
    const density = (betaWeight(z, y, alpha, beta) / (z * y)) * (end - start);
    return density * of(lower + width * z, 1 - upper + width * y);
  }, TOLERANCE);
  // Shapes near 0 leave a share of all true scores closer to the ends than e^-600.
  const edge = UNIT_END * (end - start);
  const atLower = start === 0 ? incompleteBeta(edge, 1, alpha, beta).lower : 0;
  const atUpper = end === 1 ? incompleteBeta(edge, 1, beta, alpha).lower : 0;
  return inside + atLower * of(lower, 1 - lower) + atUpper * of(upper, 1 - upper);
}

/** The nearest whole number, ties to the even one, as IEEE 754 and R have it. */
function nearestEven(value: number): number {
  const below = Math.floor(value);
  const over = value - below;
  if (over === 0.5) return below % 2 === 0 ? below : below + 1;
  return over < 0.5 ? below : below + 1;
}
