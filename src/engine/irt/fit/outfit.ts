import { err, ok, type Result } from "#result";

import type { Residual } from "./residuals.ts";

/**
 * Outfit mean square, the plain mean of squared standardised residuals.
 *
 *     outfit = Σ ((x - E)² / V) / n
 *
 * Near 1 where answers are as scattered as the model says, above it where they
 * are more so; never negative. Sensitive to items far from the candidate's
 * ability: one lucky guess or slip can raise it far.
 *
 * Source: Wright, B. D., & Masters, G. N. (1982). Rating scale analysis.
 * Chicago: MESA Press.
 */
export function outfit(
  residuals: readonly Residual[],
): Result<number, "nothing_answered" | "no_variance"> {
  if (residuals.length === 0) return err("nothing_answered");
  const sum = residuals.reduce((total, own) => total + standardised(own), 0);
  return Number.isFinite(sum) ? ok(sum / residuals.length) : err("no_variance");
}

/** An answer that is all but certain in a double lies where it is expected. */
function standardised({ square, variance }: Residual): number {
  return square === 0 ? 0 : square / variance;
}
