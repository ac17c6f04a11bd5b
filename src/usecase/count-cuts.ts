/**
 * Counts what cuts are judged by: off the tally where it says enough, and in
 * one pass over the responses where it does not.
 *
 * @module
 */

import { exact } from "#engine/definition/quantity.ts";
import { chosenAttempts } from "#engine/statistics/chosen-attempts.ts";
import { risingOf, thetasOfCuts } from "#engine/statistics/cuts/classify-by-model.ts";
import { cutPass } from "#engine/statistics/cuts/cut-pass.ts";
import { type CutSetPlan, planCuts } from "#engine/statistics/cuts/plan-cuts.ts";
import { emptyRudnerCount, type RudnerCount } from "#engine/statistics/cuts/rudner-count.ts";
import { type Standing, standingOfTotals } from "#engine/statistics/cuts/standing.ts";
import { type TestTotals, totalsOfTally } from "#engine/statistics/cuts/test-totals.ts";

import type { Deps } from "./deps.ts";
import type { ScoredRevision } from "./scored-revision.ts";
import { loadTally } from "./tally-keeper.ts";
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
  /** Of the abilities asked for: one for each entry of the definition's `irt`. */
  readonly thetas: readonly RudnerCount[];
}

export interface CountedSet {
  readonly set: CutSetPlan;
  readonly standing: Standing;
  /** null where readings decide. */
  readonly totals: TestTotals | null;
  /** null where it was not asked for, or no cut has an ability. */
  readonly rudner: RudnerCount | null;
}

/** Reads no response where all cuts are on a total whose every value is counted, and nothing more is asked. */
export async function countCuts(
  deps: Pick<Deps, "db" | "isPassingFault" | "limits" | "log">,
  scored: ScoredRevision,
  { within, rudner, thetas }: Omit<CutOptions, "reliability">,
): Promise<CutCounts> {
  const { definition } = scored.plan;
  const sets = planCuts(scored.plan, exact(within));
  const bySet = sets.map((set) => (rudner ? rudnerCountOf(set) : null));
  const entries = thetas.length === 0 ? [] : (definition.irt ?? []);
  const asked = entries.map(({ scale }) => emptyRudnerCount(scale, thetas));

  const known = await totalOfRun(deps, scored, sets);
  const pass = cutPass(scored.plan, {
    sets,
    tests: testsOf(sets, known !== null),
    rudner: [...bySet.filter((count) => count !== null), ...asked],
  });
  if (pass.isNeeded) await walkRun(deps, { ...scored, plan: pass.plan }, pass);
  const totalsOf = (test: number) => (test === -1 ? known : null) ?? pass.totalsOf(test);
  return {
    sets: sets.map((set, index) => {
      const totals = set.needsReading ? null : totalsOf(set.test.scaleIndex);
      const standing = totals === null ? pass.standingOf(set) : standingOfTotals(set, totals);
      return { set, standing, totals, rudner: bySet[index] ?? null };
    }),
    thetas: asked,
  };
}

function rudnerCountOf(set: CutSetPlan): RudnerCount | null {
  const thetas = thetasOfCuts(set).flatMap((theta) => (theta.ok ? [theta.value] : []));
  return thetas.length === 0 ? null : emptyRudnerCount(set.set.scale, risingOf(thetas));
}

/** Tests whose totals only responses tell. */
function testsOf(sets: readonly CutSetPlan[], isTotalKnown: boolean): ReadonlySet<number> {
  const whole = sets.filter(({ needsReading }) => !needsReading);
  const tests = new Set(whole.map(({ test }) => test.scaleIndex));
  if (isTotalKnown) tests.delete(-1);
  return tests;
}

/**
 * The totals of the run as its tally has them; null where they are not asked
 * for, or where the tally is of other results (all attempts, a later run), holds
 * several totals in a bin, or does not hold the maxima that percents are of.
 */
async function totalOfRun(
  deps: Pick<Deps, "db" | "isPassingFault">,
  { key, run, plan }: ScoredRevision,
  sets: readonly CutSetPlan[],
): Promise<TestTotals | null> {
  const own = sets.filter(({ test }) => test.scaleIndex === -1);
  const isKept = chosenAttempts(plan.definition) === null && plan.cells.binWidth === 1;
  if (own.length === 0 || !isKept) return null;
  const { tally, counted } = await loadTally(deps, { key, revision: run.revision, plan });
  if ((counted?.upto ?? 0) !== run.upto) return null;
  const needsMaxima = tally.incomplete > 0 && own.some(({ set }) => set.on === "percent");
  return needsMaxima ? null : totalsOfTally(plan, tally);
}
