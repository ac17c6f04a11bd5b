import type { Plan } from "../../scoring/plan.ts";
import type { Tally } from "../tally.ts";
import { scaleCounts } from "./scale-counts.ts";
import type { TestCounts } from "./test-counts.ts";
import { totalCounts } from "./total-counts.ts";

export interface AllTestCounts {
  readonly total: TestCounts;
  /** Of the scales whose value is a sum. */
  readonly scales: readonly TestCounts[];
}

/** Everything that a tally says of a form and its scales. O(bins * cells of a bin). */
export function testsOfTally(plan: Plan, tally: Tally): AllTestCounts {
  const scales = plan.scales.map((_, index) => scaleCounts(plan, tally, index));
  return {
    total: totalCounts(plan, tally),
    scales: scales.filter((counts) => counts !== null),
  };
}
