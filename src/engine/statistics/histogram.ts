import { toPoints } from "../micropoints.ts";
import type { Plan } from "../scoring/plan.ts";
import { binCounts } from "./bin-counts.ts";
import type { HistogramBar } from "./summary.ts";
import type { Tally } from "./tally.ts";

/** With no more possible values than this, every value has a bar of its own. */
const MOST_SINGLE_BARS = 101;
const WIDE_BARS = 50;

/**
 * Bars of equal width from the least to the greatest total that the form can
 * give, empty ones included: the definition decides where they lie.
 */
export function histogramOf(plan: Plan, tally: Tally): HistogramBar[] {
  const { binWidth, minUnits, maxUnits } = plan.cells;
  const bins = { counts: binCounts(plan, tally), width: binWidth, least: minUnits, most: maxUnits };
  return barsOf(bins, (units) => toPoints(units * plan.unit));
}

/** Results by value, in units, each bin of as many values. */
export interface Bins {
  readonly counts: Float64Array;
  /** Values in one bin. */
  readonly width: number;
  /** The first value of the first bin. */
  readonly least: number;
  /** The greatest value that there can be. */
  readonly most: number;
}

/** O(bins). */
export function barsOf(
  { counts, width, least, most }: Bins,
  valueOf: (units: number) => number,
): HistogramBar[] {
  const group = counts.length <= MOST_SINGLE_BARS ? 1 : Math.ceil(counts.length / WIDE_BARS);
  const bars: HistogramBar[] = [];
  for (let first = 0; first < counts.length; first += group) {
    const n = counts.subarray(first, first + group).reduce((sum, own) => sum + own, 0);
    const from = least + first * width;
    const to = Math.min(from + group * width - 1, most);
    bars.push({ from: valueOf(from), to: valueOf(to), n });
  }
  return bars;
}
