import { gateOf } from "../scales/gate-plan.ts";
import type { BandPlan } from "../scales/band-plan.ts";
import type { Placed, Plan, PlannedJudge } from "../scoring/plan.ts";
import type { ScoredBatch } from "../scoring/score-batch.ts";

import type { DistinctValues } from "./distinct-values.ts";
import type { SortedScores } from "./sort-scores.ts";
import type { Tally } from "./tally.ts";
import { thetaVerdicts } from "./theta-verdicts.ts";

/** Counts the results of a batch by band; none of them has failed. */
export function countBands(
  plan: Plan,
  tally: Tally,
  scored: ScoredBatch,
  sorted: SortedScores,
): void {
  for (const [index, band] of plan.bands.entries()) {
    const counts = tally.bands[index] as number[];
    if (!("ofTheta" in band) && countedByValue(plan, counts, { band, scored, sorted })) continue;
    const verdicts = verdictsOf(plan, band, scored);
    const none = counts.length - 1;
    for (let response = 0; response < verdicts.length; response++) {
      const at = verdicts[response] as number;
      const slot = at < 0 ? none : at;
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
}

interface Judged {
  readonly band: Placed<BandPlan>;
  readonly scored: ScoredBatch;
  readonly sorted: SortedScores;
}

/**
 * Every different value is judged once.
 *
 * @returns Whether that was possible.
 */
function countedByValue(
  plan: Plan,
  counts: number[],
  { band, scored, sorted: { total, tests } }: Judged,
): boolean {
  const { scaleIndex, slot } = band;
  if (scored.maxima !== null || slot !== null) return false;
  const values = scaleIndex < 0 ? total : (tests[scaleIndex]?.distinct?.all ?? null);
  if (values === null) return false;
  countDistinct(counts, judgedDistinct(plan, band, values), values);
  return true;
}

function judgedDistinct(
  plan: Plan,
  { scaleIndex, judge }: Placed<BandPlan>,
  { values }: DistinctValues,
): Int32Array {
  const scale = plan.scales[scaleIndex];
  if (scale === undefined) return judge.ofUnits(values, plan.unit, plan.maxPoints);
  return judge.ofUnits(values, scale.unit, scale.arithmetic.most);
}

function countDistinct(
  counts: number[],
  verdicts: Int32Array,
  { counts: of, missing }: DistinctValues,
): void {
  const none = counts.length - 1;
  counts[none] = (counts[none] as number) + missing;
  for (let place = 0; place < verdicts.length; place++) {
    const at = verdicts[place] as number;
    const slot = at < 0 ? none : at;
    counts[slot] = (counts[slot] as number) + (of[place] as number);
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
