import { err, ok, type Result } from "#result";

import type { Residual } from "./residuals.ts";

/**
 * Infit mean square, the information-weighted mean of squared standardised
 * residuals.
 *
 *     infit = Σ (x - E)² / Σ V
 *
 * Near 1 where answers are as scattered as the model says, above it where they
 * are more so; never negative. Sensitive to items near the candidate's ability.
 *
 * Source: Wright, B. D., & Masters, G. N. (1982). Rating scale analysis.
 * Chicago: MESA Press.
 */
export function infit(
  residuals: readonly Residual[],
): Result<number, "nothing_answered" | "no_variance"> {
  if (residuals.length === 0) return err("nothing_answered");
  const squares = residuals.reduce((sum, { square }) => sum + square, 0);
  const variance = residuals.reduce((sum, own) => sum + own.variance, 0);
  const share = squares / variance;
  return Number.isFinite(share) ? ok(share) : err("no_variance");
}
