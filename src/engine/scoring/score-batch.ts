/**
 * Scores a batch of responses.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "./plan.ts";
import { type Maxima, scoreMaxima } from "./score-maxima.ts";
import { scoreScale } from "./score-scales.ts";
import { scoreTotals } from "./score-totals.ts";

/** Values are in units of the plan. */
export interface ScoredBatch {
  /** Shape [count]; NaN where the revision cannot read the response. */
  readonly totals: Float64Array;
  /** One array of [count] a scale; NaN where the scale has no value. */
  readonly scales: readonly Float64Array[];
  /** In micropoints; null where every response has the form's maximum. */
  readonly maxima: Maxima | null;
}

/**
 * @param levels Level codes of the wide items, all known (see `resolveLevels`).
 */
export function scoreBatch(plan: Plan, batch: ResponseBatch, levels: Uint16Array): ScoredBatch {
  return {
    totals: scoreTotals(plan, batch, levels),
    scales: plan.scales.map((scale) => scoreScale(plan, scale, batch, levels)),
    maxima: batch.hasGaps ? scoreMaxima(plan, batch, levels) : null,
  };
}
