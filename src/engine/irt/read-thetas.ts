/**
 * Stored abilities of one response, read with what the definition says of them.
 *
 * @module
 */

import type { Irt, IrtMethod } from "../definition/irt.ts";
import { THETA_REASONS, type ThetaReason } from "./estimate.ts";

/** One entry for each of the definition's `irt`; infinite abilities are null. */
export interface StoredThetas {
  readonly thetas?: readonly (number | null)[] | null;
  readonly thetaSes?: readonly (number | null)[] | null;
  /** By place in `THETA_REASONS`; null where nothing is missing. */
  readonly thetaReasons?: readonly number[] | null;
}

export interface ReadTheta {
  readonly scale: string;
  readonly method: IrtMethod;
  readonly theta: number | null;
  readonly se: number | null;
  /** Why one of them is null, or theta an end of the clamp. */
  readonly reason: ThetaReason | "not_estimated" | null;
}

/** A result from before abilities were stored has none: `not_estimated`. */
export function readThetas(irt: readonly Irt[], stored: StoredThetas): ReadTheta[] {
  const { thetas = null, thetaSes = null, thetaReasons = null } = stored;
  return irt.map(({ scale, method }, index) => ({
    scale,
    method,
    theta: thetas?.[index] ?? null,
    se: thetaSes?.[index] ?? null,
    reason: thetas === null ? "not_estimated" : (THETA_REASONS[thetaReasons?.[index] ?? 0] ?? null),
  }));
}
