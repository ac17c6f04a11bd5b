/**
 * Gates: conditions that must all hold. How values compare with limits is in
 * `judge.ts`.
 *
 * @module
 */

import type { Condition } from "../definition/gate.ts";
import { exact, type Quantity } from "../definition/quantity.ts";
import type { Rational } from "../numbers/rational.ts";

import {
  greatestWhole,
  type Judge,
  type JudgeSource,
  leastWhole,
  limitsByMaximum,
  looked,
  type On,
  reaches,
  staysWithin,
} from "./judge.ts";

export interface ConditionPlan {
  /** Index into the plan's scales; -1 is the total. */
  readonly scaleIndex: number;
  /** Gives 1 where the condition holds, 0 where not, -1 where there is no value. */
  readonly judge: Judge;
}

export function compileCondition(
  { on, min, max }: Condition & { readonly on: On },
  scaleIndex: number,
  source: JudgeSource,
): ConditionPlan {
  const [low, high] = [quantity(min), quantity(max)];
  const limits = limitsByMaximum(on, (maxPoints) => ({
    least: low === null ? -Infinity : leastWhole(on, low, maxPoints, source),
    greatest: high === null ? Infinity : greatestWhole(on, high, maxPoints, source),
  }));
  const judge: Judge = {
    on,
    ofWhole(points, maxPoints) {
      if (on === "percent" && maxPoints <= 0) return -1;
      const { least, greatest } = limits(maxPoints);
      return points >= least && points <= greatest ? 1 : 0;
    },
    ofUnits(counts, unit, max) {
      return Int32Array.from(counts, (count) =>
        Number.isNaN(count) ? -1 : judge.ofWhole(count * unit, max),
      );
    },
    ofScale(scale) {
      const judged = looked(on, scale, source);
      if (judged === null) return -1;
      const isAbove = low === null || reaches(judged, low);
      return isAbove && (high === null || staysWithin(judged, high)) ? 1 : 0;
    },
  };
  return { scaleIndex, judge };
}

/** A null in a gate gives null: nobody knows what the missing value would have said. */
export function gateOf(verdicts: readonly number[]): boolean | null {
  if (verdicts.includes(-1)) return null;
  return verdicts.every((verdict) => verdict === 1);
}

function quantity(limit: Quantity | undefined): Rational | null {
  return limit === undefined ? null : exact(limit);
}
