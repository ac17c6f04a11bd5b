/**
 * Scales of a definition that is sound otherwise, but that cannot be computed
 * exactly, or not at all.
 *
 * @module
 */

import { absolute, greatest } from "../numbers/rational.ts";
import type { CompiledItem } from "../rules/compiled-item.ts";
import { resolutionFor } from "../scales/reading.ts";
import { hasFineWeights, LARGEST_SUM, scaleArithmetic } from "../scales/scale-arithmetic.ts";
import { rawRange, valueRange } from "../scales/value-range.ts";

import type { Fault } from "./fault.ts";
import { memberId, type Scale } from "./scale.ts";

/** Compiled items by id. */
export type CompiledById = ReadonlyMap<string, CompiledItem>;

export function membersOf(scale: Scale, compiled: CompiledById): CompiledItem[] {
  return scale.items.map(memberId).flatMap((id) => compiled.get(id) ?? []);
}

/** Paths are relative to the scale. */
export function scaleFaults(scale: Scale, compiled: CompiledById): Fault[] {
  if (hasFineWeights(scale.items)) return [WEIGHTS_TOO_FINE];
  const members = membersOf(scale, compiled);
  const arithmetic = scaleArithmetic(scale, members);
  const withoutRange = arithmetic.members.flatMap(({ share }, place): Fault[] =>
    share > 0 ? [] : [{ ...WITHOUT_RANGE, path: `items.${place}` }],
  );
  if (withoutRange.length > 0) return withoutRange;
  const largest = arithmetic.members.reduce(
    (sum, { weight, lowest, highest }, place) =>
      sum + weight * Math.max(-lowest, highest, highest - lowest, blankOf(members[place])),
    0,
  );
  // Items that are worth nothing still have their share.
  if (Math.max(largest, arithmetic.whole) > LARGEST_SUM) return [WEIGHTS_TOO_FINE];
  const range = valueRange(scale, rawRange(scale, arithmetic, members));
  const isCountable = resolutionFor(greatest(absolute(range.least), absolute(range.most))) !== null;
  return isCountable ? [] : [VALUES_TOO_LARGE];
}

function blankOf(item: CompiledItem | undefined): number {
  return Math.abs(item?.blank ?? 0);
}

const WEIGHTS_TOO_FINE: Fault = {
  code: "weights_too_fine",
  path: "items",
  message: "these weights and points cannot be added exactly; use rounder weights",
};

const WITHOUT_RANGE: Fault = {
  code: "member_without_range",
  path: "",
  message:
    "every answer earns the same points, so there is no maximum possible to take a percent of",
};

const VALUES_TOO_LARGE: Fault = {
  code: "values_too_large",
  path: "transform",
  message: "the values that the transforms can give must stay below 9,000,000,000",
};
