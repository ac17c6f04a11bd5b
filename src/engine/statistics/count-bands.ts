import { gateOf } from "../scales/gate-plan.ts";
import type { Plan, PlannedJudge } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";

import type { Tally } from "./tally.ts";
import { thetaVerdicts } from "./theta-verdicts.ts";

/** Counts the results of a batch by band; none of them has failed. */
export function countBands(plan: Plan, tally: Tally, scored: ScoredBatch): void {
  for (const [index, band] of plan.bands.entries()) {
    const counts = tally.bands[index] as number[];
    const verdicts = verdictsOf(plan, band, scored);
    const none = counts.length - 1;
    for (let response = 0; response < verdicts.length; response++) {
      const at = verdicts[response] as number;
      const slot = at < 0 ? none : at;
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
}

/** Counts the results of a batch by gate: passed, not passed, null. None of them has failed. */
export function countGates(plan: Plan, tally: Tally, scored: ScoredBatch): void {
  for (const [index, gate] of plan.gates.entries()) {
    const counts = tally.gates[index] as number[];
    const verdicts = gate.conditions.map((condition) => verdictsOf(plan, condition, scored));
    for (let response = 0; response < scored.totals.length; response++) {
      const isPassed = gateOf(verdicts.map((of) => of[response] as number));
      const slot = isPassed === null ? 2 : Number(!isPassed);
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
}

/** What a band set or condition says of every response; -1 where it has nothing to look at. */
function verdictsOf(plan: Plan, judging: PlannedJudge, scored: ScoredBatch): Int32Array {
  if ("ofTheta" in judging) return thetaVerdicts(judging, scored);
  const { slot, judge, scaleIndex } = judging;
  if (slot !== null) {
    const readings = scored.readings[scaleIndex] ?? [];
    return Int32Array.from(readings, (reading) => reading?.verdicts[slot] ?? -1);
  }
  const { values, unit, maxima, formMax } = judgedValues(plan, scaleIndex, scored);
  if (maxima === null) return judge.ofUnits(values, unit, formMax);
  return Int32Array.from(values, (value, response) =>
    value === value ? judge.ofWhole(value * unit, maxima[response] as number) : -1,
  );
}

/** What is looked at: the total or a scale, and its maximum. */
interface JudgedValues {
  /** NaN where there is no value. */
  readonly values: Float64Array;
  readonly unit: number;
  /** Of each response; null where all have the form's. */
  readonly maxima: Float64Array | null;
  readonly formMax: number;
}

function judgedValues(plan: Plan, scaleIndex: number, scored: ScoredBatch): JudgedValues {
  const { totals, scales, maxima } = scored;
  const scale = plan.scales[scaleIndex];
  if (scale === undefined) {
    const { unit, maxPoints } = plan;
    return { values: totals, unit, maxima: maxima?.total ?? null, formMax: maxPoints };
  }
  return {
    values: scales[scaleIndex] as Float64Array,
    unit: scale.unit,
    maxima: maxima?.scales[scaleIndex] ?? null,
    formMax: scale.arithmetic.most,
  };
}
