/**
 * How sure the classes of total scores are, under a model of their items.
 *
 * @module
 */

import { checkCuts, cutCategory } from "./cut-category.ts";
import { kappaOf } from "./kappa-of.ts";
import type { Classification } from "./rudner.ts";

/** One ability of the grid. */
export interface ScoreNode {
  /** Share of the population; all nodes together 1. */
  readonly weight: number;
  /** Chances of the scores 0, 1, ... K at this ability (Lord-Wingersky); together 1. */
  readonly scores: ArrayLike<number>;
}

/** With agreement beyond chance. */
export interface ScoreClassification extends Classification {
  /** (consistency - chance) / (1 - chance); null where all fall into one category. */
  readonly kappa: number | null;
}

export interface LeeClassification {
  /** Each cut by itself. */
  readonly cuts: readonly ScoreClassification[];
  /** All categories between the cuts. */
  readonly simultaneous: ScoreClassification;
  /** Expected shares of candidates by observed category, shape [cuts + 1]. */
  readonly shares: readonly number[];
}

/**
 * Classification accuracy and consistency of total scores by Lee's method,
 * averaged over a distribution of abilities (D method).
 *
 *     p_k(θ) = P(c_k <= X < c_k+1 | θ)
 *     accuracy    = Σ_θ w p_κ(θ),  κ the category that holds E(X | θ), the true score
 *     consistency = Σ_θ w Σ_k p_k(θ)²
 *     kappa       = (consistency - Σ_k s_k²) / (1 - Σ_k s_k²),  s_k = Σ_θ w p_k(θ)
 *
 * Our grid: 41 equally spaced abilities on [-4, 4], standard normal weights,
 * normalised. O(nodes * (scores + cuts²)).
 *
 * Source: Lee, W. (2010). Classification consistency and accuracy for complex
 * assessments using item response theory. Journal of Educational Measurement,
 * 47, 1-17.
 *
 * @param cuts On the score, rising: a score reaches a cut when it is at least it.
 * @throws RangeError unless the cuts rise.
 */
export function leeClassification(
  nodes: readonly ScoreNode[],
  cuts: readonly number[],
): LeeClassification {
  checkCuts(cuts);
  const { classification: simultaneous, shares } = classify(nodes, cuts);
  return { cuts: cuts.map((cut) => classify(nodes, [cut]).classification), simultaneous, shares };
}

function classify(
  nodes: readonly ScoreNode[],
  cuts: readonly number[],
): { readonly classification: ScoreClassification; readonly shares: readonly number[] } {
  const shares = [0, ...cuts.map(() => 0)];
  let accuracy = 0;
  let consistency = 0;
  for (const { weight, scores } of nodes) {
    const { chances, mean } = categoriesOf(scores, cuts);
    accuracy += weight * (chances[cutCategory(mean, cuts)] ?? 0);
    for (const [category, chance] of chances.entries()) {
      consistency += weight * chance * chance;
      shares[category] = (shares[category] ?? 0) + weight * chance;
    }
  }
  const byChance = shares.reduce((sum, share) => sum + share * share, 0);
  const kappa = kappaOf(consistency, byChance);
  return { classification: { accuracy, consistency, kappa }, shares };
}

function categoriesOf(
  scores: ArrayLike<number>,
  cuts: readonly number[],
): { readonly chances: readonly number[]; readonly mean: number } {
  const chances = [0, ...cuts.map(() => 0)];
  let mean = 0;
  for (let score = 0; score < scores.length; score++) {
    const chance = scores[score] ?? 0;
    const category = cutCategory(score, cuts);
    chances[category] = (chances[category] ?? 0) + chance;
    mean += score * chance;
  }
  return { chances, mean };
}
