/**
 * What one pass over responses counts for cuts: distinct totals, readings that
 * decide, and abilities.
 *
 * @module
 */

import { scaleValues } from "../../scales/scale-values.ts";
import type { Plan, ScalePlan } from "../../scoring/plan.ts";
import { countBatch, type CountableBatch } from "../count-batch.ts";
import { emptyTally } from "../tally.ts";
import type { CutSetPlan } from "./plan-cuts.ts";
import { addThetas, type ThetaSetPlan } from "./plan-theta-cuts.ts";
import { countRudner, planRudner, type RudnerCount } from "./rudner-count.ts";
import { addReadings, emptyStanding, type Standing } from "./standing.ts";
import { countTotals, emptyTotalsCount, type TestTotals, totalsOfCount } from "./test-totals.ts";

export interface CutPass {
  /** What responses are scored by: its readings say how they stand to the cuts. */
  readonly plan: Plan;
  /** Whether there is anything to count. */
  readonly isNeeded: boolean;
  /** Told of every batch once, in any order. */
  readonly count: (settled: CountableBatch) => void;
  /** Of a test that was to be counted. */
  readonly totalsOf: (scaleIndex: number) => TestTotals;
  /** Of a set that readings decide. */
  readonly standingOf: (set: CutSetPlan) => Standing;
}

export interface CutPassTask {
  readonly sets: readonly CutSetPlan[];
  /** Indexes of scales whose totals are to be counted; -1 is the total. */
  readonly tests: ReadonlySet<number>;
  /** Filled. */
  readonly rudner: readonly RudnerCount[];
  /** Filled, with their own counts of Rudner's method. */
  readonly thetas: readonly ThetaSetPlan[];
}

export function cutPass(plan: Plan, { sets, tests, rudner, thetas }: CutPassTask): CutPass {
  const read = placedSets(sets);
  const needsThetas = thetas.some(({ labels }) => labels !== null);
  const own = planOfPass(plan, read, needsThetas);
  const counts = [...rudner, ...thetas.map((set) => set.rudner)];
  const totals = new Map([...tests].map((test) => [test, emptyTotalsCount(own, test)]));
  const standings = new Map(read.map(({ set }) => [set, emptyStanding(set)]));
  const estimators = planRudner(plan, new Set(counts.map(({ scale }) => scale)));
  const tally = emptyTally(own);
  return {
    plan: own,
    isNeeded: totals.size + read.length + estimators.length > 0,
    count(settled) {
      for (const [test, count] of totals) countTotals(own, test, count, settled);
      // For alpha.
      if (tests.has(-1)) countBatch(own, tally, settled);
      for (const { set, from } of read) {
        const readings = settled.scored.readings[set.test.scaleIndex] ?? [];
        addReadings(standings.get(set) ?? emptyStanding(set), readings, from);
      }
      for (const estimator of estimators) countRudner(own, estimator, counts, settled);
      for (const set of thetas) addThetas(set, settled.scored);
    },
    totalsOf: (test) =>
      totalsOfCount(own, test, totals.get(test) ?? emptyTotalsCount(own, test), tally),
    standingOf: (set) => standings.get(set) ?? emptyStanding(set),
  };
}

/** A set and where its cuts begin among the verdicts of its scale's readings. */
interface PlacedSet {
  readonly set: CutSetPlan;
  readonly from: number;
}

function placedSets(sets: readonly CutSetPlan[]): PlacedSet[] {
  const used = new Map<number, number>();
  return sets
    .filter(({ needsReading }) => needsReading)
    .map((set) => {
      const { scaleIndex } = set.test;
      const from = used.get(scaleIndex) ?? 0;
      used.set(scaleIndex, from + set.cuts.length);
      return { set, from };
    });
}

/** Without groups, bands and gates: readings have the cuts' verdicts in place of theirs. */
function planOfPass(plan: Plan, read: readonly PlacedSet[], needsThetas: boolean): Plan {
  const { irt, ...rest } = plan.definition;
  const definition = needsThetas && irt !== undefined ? { ...rest, irt } : rest;
  const scales = plan.scales.map((scale, index): ScalePlan => {
    const written = definition.scales[index];
    const own = read.filter(({ set }) => set.test.scaleIndex === index);
    if (written === undefined || own.length === 0) return scale;
    const judges = own.flatMap(({ set }) => set.cuts.map(({ judge }) => judge));
    const form = { judges, resolution: scale.counted };
    return { ...scale, values: scaleValues(written, scale.arithmetic, form) };
  });
  return { ...plan, definition, scales, tests: [], groups: [], bands: [], gates: [] };
}
