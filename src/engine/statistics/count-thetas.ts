/**
 * Abilities as whole numbers, so that they add exactly.
 *
 * @module
 */

import type { ScoredBatch } from "../scoring/score-batch.ts";
import { addToMoments, type Moments } from "./moments.ts";
import type { Tally } from "./tally.ts";

/** Abilities are counted to 1e-9. */
export const PARTS_OF_THETA = 1_000_000_000;

/** Finite abilities; one beyond 9 million, whose parts are no exact double, is left out too. O(responses). */
export function countThetas(tally: Pick<Tally, "thetas">, { thetas }: ScoredBatch): void {
  for (const [index, { theta }] of (thetas ?? []).entries()) {
    addToMoments(tally.thetas[index] as Moments, theta.map(wholeOf));
  }
}

function wholeOf(theta: number): number {
  const whole = Math.round(theta * PARTS_OF_THETA);
  // Adding 0 turns -0 into 0.
  return Number.isSafeInteger(whole) ? whole + 0 : Number.NaN;
}
