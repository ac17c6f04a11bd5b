import { toPoints } from "../micropoints.ts";
import type { Plan } from "../scoring/plan.ts";
import { binCounts } from "./bin-counts.ts";
import type { HistogramBar } from "./summary.ts";
import type { Tally } from "./tally.ts";

/** With no more possible totals than this, every total has a bar of its own. */
const MOST_SINGLE_BARS = 101;
const WIDE_BARS = 50;

/**
 * Bars of equal width from the least to the greatest total that the form can
 * give, empty ones included: the definition decides where they lie.
 */
export function histogramOf(plan: Plan, tally: Tally): HistogramBar[] {
  const { binCount, binWidth, minUnits, maxUnits } = plan.cells;
  const group = binCount <= MOST_SINGLE_BARS ? 1 : Math.ceil(binCount / WIDE_BARS);
  const counts = binCounts(plan, tally);
  const bars: HistogramBar[] = [];
  for (let first = 0; first < binCount; first += group) {
    let n = 0;
    for (let bin = first; bin < Math.min(first + group, binCount); bin++) {
      n += counts[bin] as number;
    }
    const from = minUnits + first * binWidth;
    const to = Math.min(from + group * binWidth - 1, maxUnits);
    bars.push({ from: toPoints(from * plan.unit), to: toPoints(to * plan.unit), n });
  }
  return bars;
}
