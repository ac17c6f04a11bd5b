/**
 * The distribution of true scores that a distribution of totals implies.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { ScoreCounts } from "./score-counts.ts";

export interface BetaDistribution {
  /** Shapes, above 0. */
  readonly alpha: number;
  readonly beta: number;
  /** Ends, 0 <= lower < upper <= 1. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * True scores as shares of the test, as a four-parameter beta distribution with
 * the first four moments that binomial errors leave for them; as a beta
 * distribution on [0, 1] with the first two where that one leaves [0, 1] or
 * does not exist.
 *
 *     x = n* (T - min) / (max - min)
 *     m_i = mean of x(x-1)...(x-i+1) / (n* (n*-1) ... (n*-i+1)), 0 where x < i
 *     g3, g4 = skewness and kurtosis from m_1 ... m_4
 *     r = 6 (g4 - g3² - 1) / (6 + 3 g3² - 2 g4)
 *     α, β = r/2 (1 ± √(1 - 24 (r+1) / ((r+2)(r+3) g4 - 3 (r-6)(r+1))))
 *     lower, upper = m_1 ∓ (α, β) √(s² (α+β+1) / (αβ)),  s² = m_2 - m_1²
 *
 * The larger shape is α where g3 < 0, else β. O(distinct totals).
 *
 * Source: Hanson, B. A. (1991). Method of moments estimates for the
 * four-parameter beta compound binomial model and the calculation of
 * classification consistency indexes. American College Testing. Moments as in
 * betafunctions 1.9.0, n* not rounded.
 *
 * @param effectiveLength n*, whole or not.
 * @returns The distribution; or `no_true_score_distribution` where the totals
 * vary no more than error alone would make them.
 */
export function trueScoreBeta(
  counts: ScoreCounts,
  effectiveLength: number,
): Result<BetaDistribution, "no_true_score_distribution"> {
  const moments = trueMoments(counts, effectiveLength);
  const four = fourParameters(moments);
  if (four !== null) return ok(four);
  const two = twoParameters(moments);
  return two === null ? err("no_true_score_distribution") : ok(two);
}

function trueMoments(counts: ScoreCounts, length: number): TrueMoments {
  const [m1, m2, m3, m4] = [1, 2, 3, 4].map((order) => trueMoment(counts, length, order));
  return { m1: m1 ?? 0, m2: m2 ?? 0, m3: m3 ?? 0, m4: m4 ?? 0 };
}

interface TrueMoments {
  readonly m1: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

function trueMoment({ totals, min, max }: ScoreCounts, length: number, order: number): number {
  let sum = 0;
  let n = 0;
  for (const { total, candidates } of totals) {
    const x = ((total - min) / (max - min)) * length;
    n += candidates;
    // The mean itself takes scores below 1 as they are.
    if (x >= order || order === 1) sum += candidates * fallingFactorial(x, order);
  }
  return sum / n / fallingFactorial(length, order);
}

/** x (x - 1) ... (x - order + 1). */
function fallingFactorial(x: number, order: number): number {
  let product = 1;
  for (let step = 0; step < order; step++) product *= x - step;
  return product;
}

/** null where they are no numbers, no shapes, or leave [0, 1]. */
function fourParameters({ m1, m2, m3, m4 }: TrueMoments): BetaDistribution | null {
  // Products, for powers differ between runtimes in their last bit.
  const square = m1 * m1;
  const variance = m2 - square;
  const g3 = (m3 - 3 * m1 * m2 + 2 * square * m1) / (variance * Math.sqrt(variance));
  const g4 = (m4 - 4 * m1 * m3 + 6 * square * m2 - 3 * square * square) / (variance * variance);
  const r = (6 * (g4 - g3 * g3 - 1)) / (6 + 3 * g3 * g3 - 2 * g4);
  const apart = Math.sqrt(1 - (24 * (r + 1)) / ((r + 2) * (r + 3) * g4 - 3 * (r - 6) * (r + 1)));
  const larger = (r / 2) * (1 + apart);
  const smaller = (r / 2) * (1 - apart);
  const [alpha, beta] = g3 < 0 ? [larger, smaller] : [smaller, larger];
  const reach = Math.sqrt((variance * (alpha + beta + 1)) / (alpha * beta));
  const [lower, upper] = [m1 - alpha * reach, m1 + beta * reach];
  // False of NaN too.
  const exists = alpha > 0 && beta > 0 && lower >= 0 && upper <= 1;
  return exists ? { alpha, beta, lower, upper } : null;
}

/** null where there is no variance, or more than [0, 1] has room for. */
function twoParameters({ m1, m2 }: TrueMoments): BetaDistribution | null {
  const variance = m2 - m1 * m1;
  const size = (m1 * (1 - m1)) / variance - 1;
  if (!(variance > 0 && size > 0)) return null;
  return { alpha: m1 * size, beta: (1 - m1) * size, lower: 0, upper: 1 };
}
