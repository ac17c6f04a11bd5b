/**
 * Limits of an estimate that may otherwise be infinite.
 *
 * @module
 */

import { type ThetaEstimates, thetaReason } from "../estimate.ts";

/** Where the estimate must lie, both ends included. */
export interface Clamp {
  readonly min: number;
  readonly max: number;
}

/** An estimate that would be infinite: with a clamp, the end on its side. */
export function settleAtEnd(
  into: ThetaEstimates,
  response: number,
  theta: number,
  clamp: Clamp | null,
): void {
  const isBelow = theta < 0;
  into.se[response] = Number.NaN;
  if (clamp === null) {
    into.theta[response] = theta;
    into.reason[response] = thetaReason(isBelow ? "no_maximum_below" : "no_maximum_above");
    return;
  }
  into.theta[response] = isBelow ? clamp.min : clamp.max;
  into.reason[response] = thetaReason("clamped");
}
