import type { BandPlan } from "../scales/band-plan.ts";
import type { Plan } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";

import type { Tally } from "./tally.ts";

/** Counts the results of a batch by band. */
export function countBands(plan: Plan, tally: Tally, scored: ScoredBatch): void {
  for (const [index, band] of plan.bands.entries()) {
    const counts = tally.bands[index] as number[];
    const banded = bandedValues(plan, band, scored);
    for (let response = 0; response < scored.totals.length; response++) {
      if (Number.isNaN(scored.totals[response])) continue;
      const at = bandAt(plan, band, banded, response);
      const slot = at < 0 ? counts.length - 1 : at;
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
}

/** What a band set looks at: the total or a scale, and its maximum. */
interface BandedValues {
  /** In units; NaN where there is no value. */
  readonly values: Float64Array;
  /** Of each response, in micropoints; null where all have the form's. */
  readonly maxima: Float64Array | null;
  readonly formMax: number;
}

function bandedValues(plan: Plan, { scaleIndex }: BandPlan, scored: ScoredBatch): BandedValues {
  const { totals, scales, maxima } = scored;
  const scale = plan.scales[scaleIndex];
  if (scale === undefined) {
    return { values: totals, maxima: maxima?.total ?? null, formMax: plan.maxPoints };
  }
  return {
    values: scales[scaleIndex] as Float64Array,
    maxima: maxima?.scales[scaleIndex] ?? null,
    formMax: scale.maxPoints,
  };
}

function bandAt(
  plan: Plan,
  band: BandPlan,
  { values, maxima, formMax }: BandedValues,
  response: number,
): number {
  const value = values[response] as number;
  if (Number.isNaN(value)) return -1;
  return band.bandOf(value * plan.unit, maxima === null ? formMax : (maxima[response] as number));
}
