/**
 * Bands: labelled ranges of the total or of a scale. How values compare with
 * cuts is in `judge.ts`.
 *
 * @module
 */

import { bandCuts } from "../definition/band-cuts.ts";
import type { BandSet } from "../definition/definition.ts";
import { MICROPOINTS_PER_POINT, type Micropoints } from "../micropoints.ts";
import { rational, ZERO } from "../numbers/rational.ts";

import {
  type Judge,
  type JudgeSource,
  leastWhole,
  limitsByMaximum,
  looked,
  type On,
  reaches,
} from "./judge.ts";

export interface BandPlan {
  readonly scale: string;
  /** Index into the plan's scales; -1 is the total. */
  readonly scaleIndex: number;
  /** Lowest cut first. */
  readonly labels: readonly string[];
  /** Gives the index of the band, or -1. */
  readonly judge: Judge;
}

/** Points as items earn them: whole micropoints. */
export function pointsSource(roundedItems: number): JudgeSource {
  const worth = rational(1n, BigInt(MICROPOINTS_PER_POINT));
  return { slack: BigInt(roundedItems), worth, most: ZERO };
}

export function compileBands(
  set: BandSet & { readonly on: On },
  scaleIndex: number,
  source: JudgeSource,
): BandPlan {
  const cuts = bandCuts(set);
  const thresholds = limitsByMaximum(set.on, (max) =>
    Float64Array.from(cuts, (cut) => leastWhole(set.on, cut.from, max, source)),
  );
  return {
    scale: set.scale,
    scaleIndex,
    labels: cuts.map((cut) => cut.label),
    judge: {
      on: set.on,
      ofWhole(points, maxPoints) {
        if (set.on === "percent" && maxPoints <= 0) return -1;
        const least = thresholds(maxPoints);
        let band = least.length - 1;
        while (band >= 0 && points < (least[band] as Micropoints)) band--;
        return band;
      },
      ofUnits(counts, unit, max) {
        const bands = new Int32Array(counts.length).fill(-1);
        if (set.on === "percent" && max <= 0) return bands;
        for (const least of thresholds(max)) addReached(bands, counts, unit, least);
        return bands;
      },
      ofScale(scale) {
        const judged = looked(set.on, scale, source);
        return judged === null ? -1 : cuts.findLastIndex(({ from }) => reaches(judged, from));
      },
    },
  };
}

/** Cuts ascend, so the band is the last of those reached: counted, for no engine guesses which. */
function addReached(bands: Int32Array, counts: Float64Array, unit: number, least: number): void {
  for (let place = 0; place < bands.length; place++) {
    const isReached = (counts[place] as number) * unit >= least;
    bands[place] = (bands[place] as number) + Number(isReached);
  }
}
