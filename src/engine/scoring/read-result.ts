/**
 * One stored result, read together with the row of answers it came from.
 *
 * @module
 */

import type { Micropoints } from "../micropoints.ts";
import { countStates, type StateCounts } from "./count-states.ts";
import type { Judge } from "../scales/judge.ts";
import { gateOf } from "../scales/gate-plan.ts";
import type { Placed, Plan } from "./plan.ts";
import { type ReadScale, readScale } from "./read-scale.ts";

export interface StoredPoints {
  /** Null where the revision cannot read the response. */
  readonly points: Micropoints | null;
  /** Null where it is the form's maximum. */
  readonly maxPoints: Micropoints | null;
  /** One whole number a scale of the definition, in its order. */
  readonly scales: readonly (number | null)[];
  /** JSON text; needed where norm groups ask for it. */
  readonly attributes?: string | null;
}

export interface ReadResult {
  readonly points: Micropoints | null;
  readonly maxPoints: Micropoints;
  /** 100 T / M; null where M = 0 or T is null. */
  readonly percent: number | null;
  readonly scales: readonly ReadScale[];
  readonly bands: readonly { readonly scale: string; readonly label: string | null }[];
  readonly gates: readonly { readonly id: string; readonly isPassed: boolean | null }[];
  readonly states: StateCounts;
}

/**
 * @param row The response's answer codes; a row shorter than the plan's ends in
 *   items that did not exist yet.
 */
export function readResult(plan: Plan, row: Uint8Array, stored: StoredPoints): ReadResult {
  const scales = plan.scales.map((scale, index) =>
    readScale(plan, scale, row, {
      whole: stored.scales[index] ?? null,
      isReadable: stored.points !== null,
      attributes: stored.attributes ?? null,
    }),
  );
  const maxPoints = stored.maxPoints ?? plan.maxPoints;
  const total = { whole: stored.points, mostWhole: maxPoints, reading: null };
  const verdict = (judging: Judging) => verdictOn(judging, scales[judging.scaleIndex] ?? total);
  return {
    points: stored.points,
    maxPoints,
    percent: stored.points === null || maxPoints <= 0 ? null : (100 * stored.points) / maxPoints,
    scales,
    bands: plan.bands.map((band) => ({
      scale: band.scale,
      label: band.labels[verdict(band)] ?? null,
    })),
    gates: plan.gates.map(({ id, conditions }) => ({
      id,
      isPassed: gateOf(conditions.map(verdict)),
    })),
    states: countStates(plan, row),
  };
}

type Judging = Placed<{ readonly scaleIndex: number; readonly judge: Judge }>;

function verdictOn(
  { slot, judge }: Judging,
  { whole, mostWhole, reading }: Pick<ReadScale, "whole" | "mostWhole" | "reading">,
): number {
  if (whole === null) return -1;
  return slot === null ? judge.ofWhole(whole, mostWhole) : (reading?.verdicts[slot] ?? -1);
}
