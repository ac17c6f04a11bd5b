import type { Plan } from "../scoring/plan.ts";
import type { Tally } from "./tally.ts";

/** Results by bin of the total, complete or not, shape [binCount]. */
export function binCounts({ cells }: Plan, { histogram }: Tally): Float64Array {
  const { binCount, blocks } = cells;
  const counts = new Float64Array(binCount);
  for (let block = 0; block < blocks; block++) {
    for (let bin = 0; bin < binCount; bin++) {
      counts[bin] = (counts[bin] as number) + (histogram[block * binCount + bin] as number);
    }
  }
  return counts;
}
