/**
 * The ability at which a true score is expected.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import { emptyBracket, findRoot } from "./find-root.ts";
import type { ItemModel } from "./item-model.ts";
import { testCharacteristicCurve } from "./test-characteristic-curve.ts";

const FROM = -10;
const STEP = 0.25;
const STEPS = 80;
/** How often the range doubles before a score counts as out of reach. */
const DOUBLINGS = 10;

/**
 * Inverse of the test characteristic curve: the least θ with T(θ) = `score`.
 *
 * The curve is looked at every 0.25 on [-10, 10], then over twice the range,
 * and so on to ±10,240; where it falls (NRM, negative slopes), the leftmost rise
 * through the score counts.
 *
 * @returns θ; or `out_of_reach` for a score that the curve does not rise
 * through, such as one below the sum of the lower asymptotes.
 */
export function inverseTcc(
  models: readonly ItemModel[],
  score: number,
): Result<number, "out_of_reach"> {
  return inverseOf((theta) => testCharacteristicCurve(models, theta), score);
}

/** The same of several scores, for which the curve is looked at in the same places once. */
export function inverseTccs(
  models: readonly ItemModel[],
  scores: readonly number[],
): Result<number, "out_of_reach">[] {
  const known = new Map<number, number>();
  const curve = (theta: number) => {
    const expected = known.get(theta) ?? testCharacteristicCurve(models, theta);
    known.set(theta, expected);
    return expected;
  };
  return scores.map((score) => inverseOf(curve, score));
}

function inverseOf(
  curve: (theta: number) => number,
  score: number,
): Result<number, "out_of_reach"> {
  const excess = (theta: number) => curve(theta) - score;
  for (let doubling = 0; doubling <= DOUBLINGS; doubling++) {
    const width = STEP * 2 ** doubling;
    for (let step = 0; step < STEPS; step++) {
      const from = (FROM / STEP + step) * width;
      if (!risesThrough(excess, from, width)) continue;
      const [a, b] = [from, from + width];
      return ok(findRoot(excess, { ...emptyBracket(), a, fa: excess(a), b, fb: excess(b) }));
    }
  }
  return err("out_of_reach");
}

/** A score that is reached and not passed is an asymptote, or the top of a hill. */
function risesThrough(excess: (theta: number) => number, from: number, width: number): boolean {
  if (excess(from) >= 0) return false;
  const after = excess(from + width);
  return after > 0 || (after === 0 && excess(from + 2 * width) > 0);
}
