/**
 * How sure the classes of candidates are who have an ability and its error.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { normalCdf } from "../distributions/normal-cdf.ts";
import { checkCuts, cutCategory } from "./cut-category.ts";
import { addShare, emptyShareSum, meanShare, type ShareSum } from "./share-sum.ts";

/** Sums over candidates: the same bytes in whatever order those come. */
export interface RudnerSums {
  /** Cuts on theta, rising. */
  readonly cuts: readonly number[];
  /** One entry a cut, then one for all cuts together. */
  readonly parts: readonly { readonly accuracy: ShareSum; readonly consistency: ShareSum }[];
}

export interface Classification {
  /** Expected share of candidates in the category of their true score. */
  readonly accuracy: number;
  /** Expected share in the same category on two independent administrations. */
  readonly consistency: number;
}

export interface RudnerClassification {
  /** Candidates with an ability and its standard error. */
  readonly n: number;
  /** Each cut by itself. */
  readonly cuts: readonly Classification[];
  /** All categories between the cuts. */
  readonly simultaneous: Classification;
}

/** @throws RangeError unless the cuts rise. */
export function emptyRudnerSums(cuts: readonly number[]): RudnerSums {
  checkCuts(cuts);
  const parts = [...cuts, null].map(() => ({
    accuracy: emptyShareSum(),
    consistency: emptyShareSum(),
  }));
  return { cuts, parts };
}

/**
 * Adds one candidate; one whose theta or standard error is not finite, or whose
 * error is not above 0, is passed over. O(cuts²).
 */
export function addToRudner(sums: RudnerSums, theta: number, se: number): void {
  if (!(Number.isFinite(theta) && Number.isFinite(se) && se > 0)) return;
  for (const [index, { accuracy, consistency }] of sums.parts.entries()) {
    const cut = sums.cuts[index];
    const cuts = cut === undefined ? sums.cuts : [cut];
    const chances = categoryChances(theta, se, cuts);
    addShare(accuracy, chances[cutCategory(theta, cuts)] ?? 0);
    addShare(
      consistency,
      chances.reduce((sum, chance) => sum + chance * chance, 0),
    );
  }
}

/**
 * Classification accuracy and consistency by Rudner's method, averaged over
 * the candidates themselves (P method).
 *
 *     p_k = Φ((c_k+1 - θ) / SE) - Φ((c_k - θ) / SE),   c_0 = -∞, c_K = ∞
 *     accuracy    = mean of p_k, k the category that holds θ (c_k <= θ < c_k+1)
 *     consistency = mean of Σ_k p_k²
 *
 * Source: Rudner, L. M. (2005). Expected classification accuracy. Practical
 * Assessment, Research & Evaluation, 10.
 *
 * @returns Shares; `no_candidates` where none has an ability and its error.
 */
export function rudnerClassification(
  sums: RudnerSums,
): Result<RudnerClassification, "no_candidates"> {
  const n = sums.parts[0]?.accuracy.n ?? 0;
  if (n === 0) return err("no_candidates");
  const parts = sums.parts.map(({ accuracy, consistency }) => ({
    accuracy: meanShare(accuracy),
    consistency: meanShare(consistency),
  }));
  const simultaneous = parts.pop() ?? { accuracy: 1, consistency: 1 };
  return ok({ n, cuts: parts, simultaneous });
}

/** Shape [cuts + 1]. */
function categoryChances(theta: number, se: number, cuts: readonly number[]): number[] {
  const below = [0, ...cuts.map((cut) => normalCdf((cut - theta) / se)), 1];
  return below.slice(1).map((chance, index) => chance - (below[index] ?? 0));
}
