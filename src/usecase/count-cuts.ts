/**
 * Counts what cuts are judged by: off the tally where it says enough, and in
 * one pass over the responses where it does not.
 *
 * @module
 */

import { exact } from "#engine/definition/quantity.ts";
import { risingOf, thetasOfCuts } from "#engine/statistics/cuts/classify-by-model.ts";
import { cutPass } from "#engine/statistics/cuts/cut-pass.ts";
import { type CutSetPlan, planCuts } from "#engine/statistics/cuts/plan-cuts.ts";
import { planThetaCuts, type ThetaSetPlan } from "#engine/statistics/cuts/plan-theta-cuts.ts";
import { emptyRudnerCount, type RudnerCount } from "#engine/statistics/cuts/rudner-count.ts";
import { type Standing, standingOfTotals } from "#engine/statistics/cuts/standing.ts";
import { type TestTotals, totalsOfTally } from "#engine/statistics/cuts/test-totals.ts";

import type { Deps } from "./deps.ts";
import { inTurns } from "./in-turns.ts";
import type { ScoredRevision } from "./scored-revision.ts";
import { storedTally } from "./tally-of-run.ts";
import { walkRun } from "./walk-run.ts";

export interface CutOptions {
  /** k, in points. */
  readonly within: number;
  /** Instead of alpha; null where it is not given. */
  readonly reliability: number | null;
  /** Whether to estimate what Rudner's method needs, in a pass over the responses. */
  readonly rudner: boolean;
  /** Cuts on abilities, rising; they need that pass too. */
  readonly thetas: readonly number[];
}

export interface CutCounts {
  /** In the order of the definition's band sets. */
  readonly sets: readonly CountedSet[];
  readonly thetas: readonly ThetaSetPlan[];
}

export interface CountedSet {
  readonly set: CutSetPlan;
  readonly standing: Standing;
  /** null where readings decide. */
  readonly totals: TestTotals | null;
  /** null where it was not asked for, or no cut has an ability. */
  readonly rudner: RudnerCount | null;
}

/** Reads no response where the tally has the totals of all that cuts are on, and nothing more is asked. */
export async function countCuts(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scored: ScoredRevision,
  { within, rudner, thetas }: Omit<CutOptions, "reliability">,
): Promise<CutCounts> {
  const sets = planCuts(scored.plan, exact(within));
  const bySet = sets.map((set) => (rudner ? rudnerCountOf(set) : null));
  const thetaSets = planThetaCuts(scored.plan, thetas);

  const whole = sets.filter(({ needsReading }) => !needsReading);
  const known = await totalsOfRun(deps, scored, whole);
  const tests = whole.map(({ test }) => test.scaleIndex);
  const pass = cutPass(scored.plan, {
    sets,
    tests: new Set(tests.filter((test) => !known.has(test))),
    rudner: bySet.filter((count) => count !== null),
    thetas: thetaSets,
  });
  if (pass.isNeeded) await walkRun(deps, { ...scored, plan: pass.plan }, pass);
  const totalsOf = (test: number) => known.get(test) ?? pass.totalsOf(test);
  const counted = await inTurns(sets, (set, index): CountedSet => {
    const totals = set.needsReading ? null : totalsOf(set.test.scaleIndex);
    const standing = totals === null ? pass.standingOf(set) : standingOfTotals(set, totals);
    return { set, standing, totals, rudner: bySet[index] ?? null };
  });
  return { sets: counted, thetas: thetaSets };
}

function rudnerCountOf(set: CutSetPlan): RudnerCount | null {
  const thetas = thetasOfCuts(set).flatMap((theta) => (theta.ok ? [theta.value] : []));
  return thetas.length === 0
    ? null
    : emptyRudnerCount(set.set.scale, risingOf(thetas), set.isBeyond);
}

/**
 * What the tally says of the run's totals, by scale; -1 is the total. Nothing
 * where it is of other results (see `storedTally`), and nothing where percents are of what each candidate was shown.
 */
async function totalsOfRun(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scored: ScoredRevision,
  sets: readonly CutSetPlan[],
): Promise<ReadonlyMap<number, TestTotals>> {
  const known = new Map<number, TestTotals>();
  if (sets.length === 0) return known;
  const tally = await storedTally(deps, scored);
  if (tally === null) return known;
  const ofMaxima = new Set(
    sets.filter(({ set }) => set.on === "percent").map(({ test }) => test.scaleIndex),
  );
  for (const { test } of sets) {
    const totals = totalsOfTally(scored.plan, tally, test.scaleIndex);
    if (totals === null || (totals.hasGaps && ofMaxima.has(test.scaleIndex))) continue;
    known.set(test.scaleIndex, totals);
  }
  return known;
}
