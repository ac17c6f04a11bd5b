/**
 * One stored result, read together with the row of answers it came from.
 *
 * @module
 */

import { readCode } from "../answers/decode-response.ts";
import type { Micropoints } from "../micropoints.ts";
import type { BandPlan } from "../scales/band-plan.ts";
import type { Plan, PlanItem, ScalePlan } from "./plan.ts";
import { isAnswered } from "./is-answered.ts";
import { isGap } from "./score-maxima.ts";

export interface StoredPoints {
  /** Null where the revision cannot read the response. */
  readonly points: Micropoints | null;
  /** Null where it is the form's maximum. */
  readonly maxPoints: Micropoints | null;
  /** One value a scale of the definition, in its order. */
  readonly scales: readonly (Micropoints | null)[];
}

export interface ReadResult {
  readonly points: Micropoints | null;
  readonly maxPoints: Micropoints;
  /** 100 T / M; null where M = 0 or T is null. */
  readonly percent: number | null;
  readonly scales: readonly ReadScale[];
  readonly bands: readonly ReadBand[];
}

export interface ReadBand {
  readonly scale: string;
  /** Index of the cut that was met, the lowest first; -1 for none. */
  readonly cut: number;
  readonly label: string | null;
}

export interface ReadScale {
  readonly id: string;
  readonly raw: Micropoints | null;
  readonly max: Micropoints;
  readonly answered: number;
  readonly reason: ScaleReason | null;
}

/** Why a scale has no value. */
export type ScaleReason = "nothing_answered" | "an_item_is_not_answered" | "response_not_readable";

/**
 * @param row The response's answer codes; a row shorter than the plan's ends in
 *   items that did not exist yet.
 */
export function readResult(plan: Plan, row: Uint8Array, stored: StoredPoints): ReadResult {
  const scales = plan.scales.map((scale, index) =>
    readScale(plan, scale, row, {
      raw: stored.scales[index] ?? null,
      isReadable: stored.points !== null,
    }),
  );
  const maxPoints = stored.maxPoints ?? plan.maxPoints;
  return {
    points: stored.points,
    maxPoints,
    percent: stored.points === null || maxPoints <= 0 ? null : (100 * stored.points) / maxPoints,
    scales,
    bands: plan.bands.map((band) => {
      const cut = cutOf(band, stored.points, maxPoints, scales);
      return { scale: band.scale, cut, label: band.labels[cut] ?? null };
    }),
  };
}

function readScale(
  plan: Plan,
  scale: ScalePlan,
  row: Uint8Array,
  value: { readonly raw: Micropoints | null; readonly isReadable: boolean },
): ReadScale {
  let answered = 0;
  let max = 0;
  for (const member of scale.members) {
    const item = plan.items[member] as PlanItem;
    const code = readCode(row, item);
    if (isAnswered(item.item, code)) answered++;
    if (!isGap(code, plan.definition.absentMeans)) max += item.compiled.maxPoints;
  }
  const raw = value.isReadable ? value.raw : null;
  return { id: scale.id, raw, max, answered, reason: reasonOf(raw, answered, value.isReadable) };
}

function reasonOf(
  raw: Micropoints | null,
  answered: number,
  isReadable: boolean,
): ScaleReason | null {
  if (raw !== null) return null;
  if (!isReadable) return "response_not_readable";
  return answered === 0 ? "nothing_answered" : "an_item_is_not_answered";
}

function cutOf(
  band: BandPlan,
  points: Micropoints | null,
  maxPoints: Micropoints,
  scales: readonly ReadScale[],
): number {
  const scale = scales[band.scaleIndex];
  const value = scale === undefined ? points : scale.raw;
  return value === null ? -1 : band.bandOf(value, scale?.max ?? maxPoints);
}
