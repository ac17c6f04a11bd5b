/**
 * Which cut a value met, and which it did not.
 *
 * @module
 */

import { bandCuts } from "../definition/band-cuts.ts";
import type { BandSet } from "../definition/definition.ts";
import type { Quantity } from "../definition/quantity.ts";
import type { Plan } from "../scoring/plan.ts";
import type { ReadResult } from "../scoring/read-result.ts";

import { type Compared, type ComparedReason, comparedWith } from "./compared.ts";

export interface BandExplanation extends Omit<Compared, "reason"> {
  readonly scale: string;
  readonly on: BandSet["on"];
  /** To how many decimals value + slack is rounded, half up, before it meets a cut; left out where it is not. */
  readonly roundedTo?: number;
  /** The highest cut that was met. */
  readonly met: Cut | null;
  /** The lowest that was not. */
  readonly next: Cut | null;
  /** Why there is no band. */
  readonly reason: ComparedReason | "below_the_lowest_cut" | null;
}

export interface Cut {
  readonly min: Quantity;
  readonly label: string;
}

export function explainBands(plan: Plan, read: ReadResult): BandExplanation[] {
  return plan.bands.flatMap((band, index) => {
    const set = plan.definition.bands[index];
    if (set === undefined) return [];
    const compared = comparedWith(plan, read, band);
    return [explainBand(set, compared, read.bands[index]?.cut ?? -1)];
  });
}

/** @param cut Index of the one that was met, lowest first; -1 for none. */
function explainBand(set: BandSet, { value, slack, reason }: Compared, cut: number) {
  const cuts = bandCuts(set).map(({ min, label }) => ({ min, label }));
  const met = cuts[cut] ?? null;
  const next = value === null ? null : (cuts[cut + 1] ?? null);
  const isBelow = value !== null && met === null;
  const why = isBelow ? ("below_the_lowest_cut" as const) : reason;
  const { scale, on, roundedTo } = set;
  const rounding = roundedTo === undefined ? {} : { roundedTo };
  return { scale, on, value, slack, ...rounding, met, next, reason: why };
}
