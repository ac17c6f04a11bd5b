/**
 * The cuts of a definition, made ready to be looked at.
 *
 * @module
 */

import type { Result } from "#result";

import { bandCuts } from "../../definition/band-cuts.ts";
import type { BandSet } from "../../definition/definition.ts";
import { exact } from "../../definition/quantity.ts";
import { divide, least, multiply, type Rational, rational } from "../../numbers/rational.ts";
import { type Judge, leastWhole, type On } from "../../scales/judge.ts";
import type { Plan } from "../../scoring/plan.ts";
import { cutJudge } from "./cut-judge.ts";
import { type CutTest, cutTest } from "./cut-test.ts";
import { withinMostCuts } from "./most-cuts.ts";
import { type CurveFault, type TestCurve, testCurve } from "./test-curve.ts";

/** Bands on abilities are not among these: see `plan-theta-cuts.ts`. */
export type ScoreBands = BandSet & { readonly on: On };

export interface CutSetPlan {
  readonly set: ScoreBands;
  readonly test: CutTest;
  /** Whether readings decide, not whole numbers: prorated scores and transformed values. */
  readonly needsReading: boolean;
  /** Whether cuts are on values that a transform gives. */
  readonly isTransformed: boolean;
  /** Lowest first. */
  readonly cuts: readonly CutPlan[];
  readonly curve: Result<TestCurve, CurveFault>;
  /** Whether there are too many cuts before it to classify these too. */
  readonly isBeyond: boolean;
}

export interface CutPlan {
  readonly label: string;
  /** As written: where values are rounded, less than that reaches it. */
  readonly min: Rational;
  readonly judge: Judge;
  /** null for a cut on transformed values. */
  readonly place: CutPlace | null;
}

/** Where a cut lies on the whole form. */
export interface CutPlace {
  readonly points: Rational;
  /** In T: the cut, or where rounded points may lie below it and reach it, the least of those. */
  readonly whole: Rational;
}

export function planCuts(plan: Plan, within: Rational): CutSetPlan[] {
  const sets = setsOf(plan, within);
  const isWithin = withinMostCuts(sets.map(({ cuts }) => cuts.length));
  return sets.map((set, index) => ({ ...set, isBeyond: isWithin[index] !== true }));
}

function setsOf(plan: Plan, within: Rational): Omit<CutSetPlan, "isBeyond">[] {
  return plan.definition.bands.flatMap(({ on, ...rest }, index) => {
    const planned = plan.bands[index];
    if (on === "theta" || planned === undefined || "ofTheta" in planned) return [];
    const set: ScoreBands = { ...rest, on };
    const { scaleIndex, slot } = planned;
    const test = cutTest(plan, scaleIndex);
    const scale = plan.definition.scales[scaleIndex];
    const isTransformed = set.on === "value" && scale?.transform !== undefined;
    const irt = plan.definition.irt?.find((entry) => entry.scale === set.scale);
    return {
      set,
      test,
      needsReading: slot !== null,
      isTransformed,
      cuts: bandCuts(set).map(({ label, min, from }) => ({
        label,
        min: exact(min),
        judge: cutJudge({ on: set.on, min: from, within }, test.source),
        place: isTransformed ? null : placeOf(set.on, from, test),
      })),
      curve: testCurve(test, irt),
    };
  });
}

function placeOf(on: On, min: Rational, test: CutTest): CutPlace {
  const { source, full } = test;
  const points = pointsOf(on, min, test);
  const reached = rational(BigInt(leastWhole(on, min, full, source)));
  return { points, whole: least(divide(points, source.worth), reached) };
}

function pointsOf(on: On, min: Rational, { most }: CutTest): Rational {
  switch (on) {
    case "percent":
      return divide(multiply(min, most), rational(100n));
    case "points":
    // The value of a scale without transforms is its points.
    case "value":
      return min;
  }
}
