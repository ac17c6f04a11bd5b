import { err, ok } from "#result";

import { quotient } from "../quotient.ts";
import type { AnalysisResult } from "./analysis-reason.ts";
import type { CentralSums } from "./central-sums.ts";

/**
 * Skewness, type 3: m₃ / s³, with m₃ divided by n and s² by n - 1.
 *
 * Source: Joanes, D. N., & Gill, C. A. (1998). Comparing measures of sample
 * skewness and kurtosis. The Statistician, 47(1), 183-189, b₁.
 */
export function skewness({ n, second, third }: CentralSums): AnalysisResult {
  if (n < 2n) return err(n === 0n ? "no_responses" : "fewer_than_two_responses");
  if (second === 0n) return err("no_variance");
  const square = quotient(third * third * (n - 1n) ** 3n, n ** 3n * second ** 3n);
  return ok(third < 0n ? -Math.sqrt(square) : Math.sqrt(square));
}
