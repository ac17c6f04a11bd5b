import type { BandPlan } from "../scales/band-plan.ts";
import type { Plan } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";
import type { Tally } from "./tally.ts";

/** Counts the results of a batch by band. */
export function countBands(plan: Plan, tally: Tally, scored: ScoredBatch): void {
  for (const [index, band] of plan.bands.entries()) {
    countBand(plan, band, tally.bands[index] as number[], scored);
  }
}

function countBand(plan: Plan, band: BandPlan, counts: number[], scored: ScoredBatch): void {
  const values = band.scaleIndex < 0 ? scored.totals : scored.scales[band.scaleIndex];
  const scale = plan.scales[band.scaleIndex];
  const formMax = scale?.maxPoints ?? plan.maxPoints;
  const maxima =
    band.scaleIndex < 0 ? scored.maxima?.total : scored.maxima?.scales[band.scaleIndex];
  const inNoBand = counts.length - 1;
  for (let response = 0; response < scored.totals.length; response++) {
    const total = scored.totals[response] as number;
    if (total !== total) continue;
    const value = values?.[response] ?? Number.NaN;
    const at =
      value === value ? band.bandOf(value * plan.unit, maxima?.[response] ?? formMax) : -1;
    const slot = at < 0 ? inNoBand : at;
    counts[slot] = (counts[slot] as number) + 1;
  }
}
