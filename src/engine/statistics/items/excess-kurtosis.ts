import { err, ok } from "#result";

import { quotient } from "../quotient.ts";
import type { AnalysisResult } from "./analysis-reason.ts";
import type { CentralSums } from "./central-sums.ts";

/**
 * Excess kurtosis, type 3: m₄ / s⁴ - 3, with m₄ divided by n and s² by n - 1.
 *
 * Source: Joanes, D. N., & Gill, C. A. (1998). Comparing measures of sample
 * skewness and kurtosis. The Statistician, 47(1), 183-189, b₂.
 */
export function excessKurtosis({ n, second, fourth }: CentralSums): AnalysisResult {
  if (n < 2n) return err(n === 0n ? "no_responses" : "fewer_than_two_responses");
  if (second === 0n) return err("no_variance");
  const spread = n * n * second * second;
  return ok(quotient(fourth * (n - 1n) ** 2n - 3n * spread, spread));
}
