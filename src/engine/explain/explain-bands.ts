/**
 * Which cut a value met, and which it did not.
 *
 * @module
 */

import type { BandSet } from "../definition/definition.ts";
import { exact, type Quantity } from "../definition/quantity.ts";
import { type Micropoints, MICROPOINTS_PER_POINT, toPoints } from "../micropoints.ts";
import { compare, fractionText, rational } from "../numbers/rational.ts";
import type { Plan } from "../scoring/plan.ts";
import type { ReadResult } from "../scoring/read-result.ts";

export interface BandExplanation {
  readonly scale: string;
  readonly on: BandSet["on"];
  /** The exact points or percent that were compared; null where there are none. */
  readonly value: string | null;
  readonly points: number | null;
  readonly maxPoints: number;
  /**
   * Members whose points may have been rounded, each by up to half a millionth:
   * a cut is met by points T where T + this many half-millionths reach it.
   */
  readonly roundedItems: number;
  /** The highest cut that was met. */
  readonly met: Cut | null;
  /** The lowest that was not. */
  readonly next: Cut | null;
  readonly reason: BandReason | null;
}

/** Why there is no band. */
export type BandReason = "no_value" | "no_maximum" | "below_the_lowest_cut";

export interface Cut {
  readonly min: Quantity;
  readonly label: string;
}

export function explainBands(plan: Plan, read: ReadResult): BandExplanation[] {
  return plan.definition.bands.map((set, index) => {
    const plannedIndex = plan.bands[index]?.scaleIndex ?? -1;
    const scale = read.scales[plannedIndex];
    const points = scale === undefined ? read.points : scale.raw;
    const maxPoints = scale === undefined ? read.maxPoints : scale.max;
    return explainBand(set, {
      points,
      maxPoints,
      roundedItems: roundedItems(plan, plannedIndex),
      cut: read.bands[index]?.cut ?? -1,
    });
  });
}

interface Compared {
  readonly points: Micropoints | null;
  readonly maxPoints: Micropoints;
  readonly roundedItems: number;
  /** Index of the cut that was met, lowest first; -1 for none. */
  readonly cut: number;
}

function explainBand(set: BandSet, compared: Compared): BandExplanation {
  const { points, maxPoints, cut } = compared;
  const cuts = set.cuts.toSorted((a, b) => compare(exact(a.min), exact(b.min)));
  const value = valueOf(set.on, points, maxPoints);
  return {
    scale: set.scale,
    on: set.on,
    value,
    points: points === null ? null : toPoints(points),
    maxPoints: toPoints(maxPoints),
    roundedItems: compared.roundedItems,
    met: cuts[cut] ?? null,
    next: value === null ? null : (cuts[cut + 1] ?? null),
    reason: reasonOf(points, value, cut),
  };
}

function valueOf(
  on: BandSet["on"],
  points: Micropoints | null,
  maxPoints: Micropoints,
): string | null {
  if (points === null) return null;
  if (on === "points") {
    return fractionText(rational(BigInt(points), BigInt(MICROPOINTS_PER_POINT)));
  }
  return maxPoints <= 0 ? null : fractionText(rational(100n * BigInt(points), BigInt(maxPoints)));
}

function reasonOf(
  points: Micropoints | null,
  value: string | null,
  cut: number,
): BandReason | null {
  if (points === null) return "no_value";
  if (value === null) return "no_maximum";
  return cut < 0 ? "below_the_lowest_cut" : null;
}

function roundedItems(plan: Plan, scaleIndex: number): number {
  const members = plan.scales[scaleIndex]?.members ?? plan.items.map((_, index) => index);
  return members.filter((member) => plan.items[member]?.compiled.rounded === true).length;
}
