/**
 * Scores a batch of responses.
 *
 * @module
 */

import { AnswerCode } from "../answers/answer-code.ts";
import { refuse, type ThetaEstimates } from "../irt/estimate.ts";
import { scoreThetas } from "../irt/score-thetas.ts";
import { thetaPlansOf } from "../irt/theta-plan.ts";
import type { Reading } from "../scales/reading.ts";
import type { Codes } from "./add-up.ts";
import { hasThetas, type Plan, type ResponseBatch, type ScalePlan } from "./plan.ts";
import { type Maxima, scoreMaxima } from "./score-maxima.ts";
import { packedScale, type ScoredScale, scoreScale } from "./score-scales.ts";
import { scoreWords, type Sums } from "./score-words.ts";

/** Totals are in units of the plan, scales in their own. */
export interface ScoredBatch {
  /** Shape [count]; NaN where the revision cannot read the response. */
  readonly totals: Float64Array;
  /** One array of [count] a scale; NaN where the scale has no value. */
  readonly scales: readonly Float64Array[];
  readonly unanswered: Unanswered;
  /**
   * Of scales that are sums, their values, but 0 where a scale has none; NaN
   * still where the revision cannot read the response. null of other scales.
   */
  readonly wholes: readonly (Float64Array | null)[];
  /** One array of [count] a scale; null for a scale that is counted as it is. */
  readonly readings: readonly Readings[];
  /** Null where every response has the form's maximum. */
  readonly maxima: Maxima | null;
  /**
   * Shape [count]; 1 where points are still to come, so that the total is only
   * that of the others. Null where nothing of the form is rated.
   */
  readonly provisional: Uint8Array | null;
  /** One for each entry of the definition's `irt`; null where it has none. */
  readonly thetas: readonly ThetaEstimates[] | null;
}

/** How many items were not answered, shape [count]; of no use where a response cannot be read. */
export interface Unanswered {
  readonly total: Uint16Array;
  /** Of each scale's members; null where they are not counted: the scale is no sum, or people score some. */
  readonly scales: readonly (Uint16Array | null)[];
}

export type Readings = readonly (Reading | null)[] | null;

/**
 * @param levels Level codes of the wide items, all known (see `resolveLevels`).
 */
export function scoreBatch(plan: Plan, batch: ResponseBatch, levels: Uint16Array): ScoredBatch {
  const words = scoreWords(plan, { batch, levels });
  const scales = plan.scales.map((scale, index) =>
    scale.isPacked
      ? packedScale(scale, words.scales[index] as Sums)
      : scoreScale(plan, scale, { batch, levels }),
  );
  const { value: totals, unanswered } = words.total;
  if (totals === undefined || unanswered === undefined) throw new RangeError("a total in no word");
  return {
    totals,
    scales: scales.map(({ values }) => values),
    unanswered: { total: unanswered, scales: scales.map((scale) => scale.unanswered) },
    wholes: scales.map((scale) => scale.wholes),
    readings: plan.scales.map((scale, index) =>
      scale.isExact ? null : readingsOf(scale, scales[index] as ScoredScale, { batch, totals }),
    ),
    maxima: batch.hasGaps ? scoreMaxima(plan, batch, levels) : null,
    provisional: plan.rated.length > 0 ? provisionalOf(plan, levels, totals) : null,
    thetas: hasThetas(plan) ? thetasOf(plan, { batch, levels }, totals) : null,
  };
}

/** A response that cannot be read has failed, whatever else it waits for. */
function provisionalOf(plan: Plan, levels: Uint16Array, totals: Float64Array): Uint8Array {
  const provisional = new Uint8Array(totals.length);
  for (let response = 0; response < totals.length; response++) {
    const total = totals[response] as number;
    const waits = plan.rated.some(
      ({ slot }) => levels[response * plan.wide.count + slot] === AnswerCode.pending,
    );
    if (waits && total === total) provisional[response] = 1;
  }
  return provisional;
}

/** A response that cannot be read has no ability either, whichever of its items that is for. */
function thetasOf(plan: Plan, { batch, levels }: Codes, totals: Float64Array): ThetaEstimates[] {
  return thetaPlansOf(plan).map((thetaPlan) => {
    const estimates = scoreThetas(plan, thetaPlan, batch, levels);
    for (let response = 0; response < totals.length; response++) {
      const total = totals[response] as number;
      if (total !== total) refuse(estimates, response, "response_not_readable");
    }
    return estimates;
  });
}

/**
 * A response that cannot be read has none, even where the scale's own items can
 * be: its share of them may be in one word with the item that cannot.
 *
 * @throws RangeError when norm groups ask for attributes that the batch does not have.
 */
function readingsOf(
  { values: meaning, unit, arithmetic }: ScalePlan,
  { values, shares }: ScoredScale,
  { batch, totals }: { readonly batch: ResponseBatch; readonly totals: Float64Array },
): Readings {
  const { attributes } = batch;
  if (meaning.hasGroups && attributes === undefined) throw new RangeError("no attributes to read");
  const readings: (Reading | null)[] = [];
  for (let response = 0; response < values.length; response++) {
    const value = values[response] as number;
    const total = totals[response] as number;
    if (value !== value || total !== total) {
      readings.push(null);
      continue;
    }
    const share = shares === null ? arithmetic.whole : (shares[response] as number);
    const group = meaning.hasGroups ? meaning.groupOf(attributes?.[response] ?? null) : 0;
    // Adding 0 turns -0, which a sum of nothing can be, into 0.
    readings.push(meaning.readingOf(value * unit + 0, share, group));
  }
  return readings;
}
