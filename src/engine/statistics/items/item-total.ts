import { type AnalysisResult, orReason } from "./analysis-reason.ts";
import { correlation, type Spreads } from "./spreads.ts";

/** Item-total correlation: Pearson's r of x and T, the item itself in T. */
export function itemTotal({ shared, own, total }: Spreads): AnalysisResult {
  return orReason(correlation(shared, own, total), "no_variance");
}
