import { type AnalysisResult, orReason } from "./analysis-reason.ts";
import { correlation, type Spreads } from "./spreads.ts";

/**
 * Pearson's r of "gave this answer" and R = T - x: the rest without the item,
 * the same for all its answers. What is subtracted is the item's points; with
 * the indicator itself subtracted, every wrong answer would look worse than it
 * is.
 *
 * @param option n results, whose ΣT is `total` and who all have this x.
 */
export function optionRest(
  { n, x, total }: { readonly n: number; readonly x: number; readonly total: bigint },
  spreads: Spreads,
): AnalysisResult {
  const chosen = BigInt(n);
  const rest = total - chosen * BigInt(x);
  const shared = spreads.n * rest - chosen * spreads.restSum;
  return orReason(correlation(shared, chosen * (spreads.n - chosen), spreads.rest), "no_variance");
}
