/**
 * One stored result, read together with the row of answers it came from.
 *
 * @module
 */

import { type ReadTheta, readThetas, type StoredThetas } from "../irt/read-thetas.ts";
import type { Micropoints } from "../micropoints.ts";
import { countStates, type StateCounts } from "./count-states.ts";
import { gateOf } from "../scales/gate-plan.ts";
import type { ThetaJudge } from "../scales/theta-judge.ts";
import { quotient } from "../statistics/quotient.ts";
import type { Plan, PlannedJudge } from "./plan.ts";
import { type ReadScale, readScale } from "./read-scale.ts";

export interface StoredPoints extends StoredThetas {
  /** Null where the revision cannot read the response. */
  readonly points: Micropoints | null;
  /** Null where it is the form's maximum. */
  readonly maxPoints: Micropoints | null;
  /** One whole number a scale of the definition, in its order. */
  readonly scales: readonly (number | null)[];
}

export interface ReadResult {
  /** So far, where an item is pending. */
  readonly points: Micropoints | null;
  readonly maxPoints: Micropoints;
  /** 100 T / M; null where M is 0 or less, T is null or an item is pending. */
  readonly percent: number | null;
  readonly scales: readonly ReadScale[];
  readonly thetas: readonly ReadTheta[];
  readonly bands: readonly ReadBand[];
  readonly gates: readonly ReadGate[];
  readonly states: StateCounts;
}

export interface ReadBand {
  readonly scale: string;
  /** Index of the cut that was met, the lowest first; -1 for none. */
  readonly cut: number;
  readonly label: string | null;
}

export interface ReadGate {
  readonly id: string;
  readonly isPassed: boolean | null;
  /** One a condition: 1 where it holds, 0 where not, -1 where there is no value. */
  readonly verdicts: readonly number[];
}

/**
 * @param row The response's answer codes, with what raters decided (see `placeRatings`); a row shorter than the plan's ends in
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
  const states = countStates(plan, row);
  // What points are there yet says nothing of a percent or a band.
  const whole = states.pending > 0 ? null : stored.points;
  const total = { whole, mostWhole: maxPoints, reading: null };
  const thetas = readThetas(plan, stored);
  const verdict = (judging: PlannedJudge) =>
    "ofTheta" in judging
      ? judging.ofTheta(thetas[judging.irtIndex]?.ability ?? Number.NaN)
      : verdictOn(judging, scales[judging.scaleIndex] ?? total);
  return {
    points: stored.points,
    maxPoints,
    percent: whole === null || maxPoints <= 0 ? null : percentOf(whole, maxPoints),
    scales,
    thetas,
    bands: plan.bands.map((band) => {
      const cut = verdict(band);
      return { scale: band.scale, cut, label: band.labels[cut] ?? null };
    }),
    gates: plan.gates.map(({ id, conditions }) => {
      const verdicts = conditions.map(verdict);
      return { id, isPassed: gateOf(verdicts), verdicts };
    }),
    states,
  };
}

/** Rounded once, of totals above 90 million points too, whose hundredfold no double holds. */
function percentOf(whole: Micropoints, most: Micropoints): number {
  const hundredfold = 100 * whole;
  if (Number.isSafeInteger(hundredfold)) return hundredfold / most;
  return quotient(100n * BigInt(whole), BigInt(most));
}

function verdictOn(
  { slot, judge }: Exclude<PlannedJudge, ThetaJudge>,
  { whole, mostWhole, reading }: Pick<ReadScale, "whole" | "mostWhole" | "reading">,
): number {
  if (whole === null) return -1;
  return slot === null ? judge.ofWhole(whole, mostWhole) : (reading?.verdicts[slot] ?? -1);
}
