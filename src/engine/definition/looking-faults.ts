/**
 * Bands and conditions that look at what is not there.
 *
 * @module
 */

import { type Fault, quote } from "./fault.ts";
import type { Condition } from "./gate.ts";

/** What may be looked at, as written: faulty scales and entries are in it too. */
export interface LookedAt {
  /** Ids of scales. */
  readonly scales: ReadonlySet<string>;
  /** Scales that `irt` has an entry of, "total" among them. */
  readonly abilities: ReadonlySet<string>;
}

export type Looking = Pick<Condition, "scale" | "on">;

export function lookingFaults({ scale, on }: Looking, { scales, abilities }: LookedAt): Fault[] {
  if (scale !== "total" && !scales.has(scale)) {
    const message = `${quote(scale)} is neither "total" nor the id of a scale`;
    return [{ code: "unknown_scale", path: "scale", message }];
  }
  if (on !== "theta" || abilities.has(scale)) return [];
  const message = `no entry of irt estimates the ability of ${quote(scale)}`;
  return [{ code: "scale_without_irt", path: "on", message }];
}
