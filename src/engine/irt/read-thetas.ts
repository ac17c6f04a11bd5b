/**
 * Stored abilities of one response, read with what the definition says of them.
 *
 * @module
 */

import type { IrtMethod } from "../definition/irt.ts";
import type { Plan } from "../scoring/plan.ts";
import { THETA_REASONS, type ThetaReason } from "./estimate.ts";
import type { ThetaValue } from "./theta-values.ts";

/** One entry for each of the definition's `irt`; infinite abilities are null. */
export interface StoredThetas {
  readonly thetas?: readonly (number | null)[] | null;
  readonly thetaSes?: readonly (number | null)[] | null;
  /** By place in `THETA_REASONS`; null where nothing is missing. */
  readonly thetaReasons?: readonly number[] | null;
  /** JSON text; needed where norm groups ask for it. */
  readonly attributes?: string | null;
}

export interface ReadTheta {
  readonly scale: string;
  readonly method: IrtMethod;
  readonly theta: number | null;
  /** Theta as it compares: infinite where the reason says so, NaN where there is none. */
  readonly ability: number;
  readonly se: number | null;
  /** Why one of them is null, or theta an end of the clamp. */
  readonly reason: ThetaReason | "not_estimated" | null;
  /** After the transforms; null where the entry has none. */
  readonly transformed: ThetaValue | null;
}

/** A result from before abilities were stored has none: `not_estimated`. */
export function readThetas({ definition, thetaValues }: Plan, stored: StoredThetas): ReadTheta[] {
  return (definition.irt ?? []).map(({ scale, method }, index) => {
    const { theta, se, reason } = estimateAt(stored, index);
    const ability = theta ?? endOf(reason);
    const values = thetaValues[index] ?? null;
    const transformed = values?.valueOf({ theta: ability, se }, stored.attributes ?? null) ?? null;
    return { scale, method, theta, ability, se, reason, transformed };
  });
}

function estimateAt({ thetas = null, thetaSes, thetaReasons }: StoredThetas, index: number) {
  if (thetas === null) return { theta: null, se: null, reason: "not_estimated" } as const;
  const reason = THETA_REASONS[thetaReasons?.[index] ?? 0] ?? null;
  return { theta: thetas[index] ?? null, se: thetaSes?.[index] ?? null, reason };
}

/** What is not finite is stored as null. */
function endOf(reason: ReadTheta["reason"]): number {
  if (reason === "no_maximum_below") return -Infinity;
  return reason === "no_maximum_above" ? Infinity : Number.NaN;
}
