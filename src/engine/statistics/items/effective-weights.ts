import { err, ok } from "#result";

import { quotient } from "../quotient.ts";
import type { AnalysisResult } from "./analysis-reason.ts";
import type { Spreads } from "./spreads.ts";

/**
 * Effective weight of every item, in percent: how much of the spread of totals
 * comes from it.
 *
 *     100 √C_xT / Σ √C_xT
 *
 * over the items whose covariance with the total is not negative; the others
 * have none, and are left out of the sum. O(items).
 *
 * Source: Moodle, quiz statistics calculations, "effective question weight".
 *
 * @param spreads Of each item, over the same results.
 */
export function effectiveWeights(spreads: readonly Spreads[]): AnalysisResult[] {
  const roots = spreads.map(({ shared, n }) =>
    shared < 0n ? null : Math.sqrt(quotient(shared, n * n)),
  );
  const sum = roots.reduce<number>((total, root) => total + (root ?? 0), 0);
  return roots.map((root) => {
    if (root === null) return err("negative_covariance");
    return sum === 0 ? err("no_variance") : ok((100 * root) / sum);
  });
}
