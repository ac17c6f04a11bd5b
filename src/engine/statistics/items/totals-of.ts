import type { TotalCounts } from "./test-counts.ts";

/** @param counts Results of each total from `least` on. */
export function totalsOf(counts: ArrayLike<number>, least: number): TotalCounts {
  const places: number[] = [];
  for (let place = 0; place < counts.length; place++) if (counts[place] !== 0) places.push(place);
  return {
    totals: Float64Array.from(places, (place) => least + place),
    counts: Float64Array.from(places, (place) => counts[place] as number),
  };
}
