/**
 * Reads the item analysis of the newest succeeded run.
 *
 * @module
 */

import type { Group } from "#engine/scoring/plan.ts";
import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import type { TestCounts } from "#engine/statistics/items/test-counts.ts";
import { ok, type Result } from "#result";

import { itemAnalysisPlace } from "./cached-place.ts";
import { type CachedText, readCachedText } from "./cached-text.ts";
import type { Deps } from "./deps.ts";
import { type TestAnalysisView, testAnalysisView } from "./item-analysis-view.ts";
import { inTurns } from "./in-turns.ts";
import {
  scoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";
import { testsOfRun } from "./tests-of-run.ts";

export interface ReadItemAnalysisInput extends ScoredRevisionInput {
  /** Groups of about the same size that totals are cut into, for each option. */
  readonly strata: number;
  /** Only results of this group; null for all. */
  readonly where: Group | null;
}

export interface AnalysisOfRunView extends Omit<TestAnalysisView, "id"> {
  /** Id of the run. */
  readonly run: string;
  readonly revision: number;
  /** The analysis covers the ordinals 1 to `upto`. */
  readonly upto: number;
  /** The group that it is of; left out where it is of all results. */
  readonly where?: Group;
  readonly scales: readonly TestAnalysisView[];
}

type ReadDeps = Pick<
  Deps,
  "db" | "cache" | "observe" | "lifetime" | "isPassingFault" | "limits" | "log"
>;

/** Its text is an `AnalysisOfRunView`. */
export async function readItemAnalysis(
  deps: ReadDeps,
  input: ReadItemAnalysisInput,
): Promise<Result<CachedText, ScoredRevisionFailure>> {
  return await readCachedText(deps, itemAnalysisPlace(input), () => loadAnalysis(deps, input));
}

async function loadAnalysis(
  deps: ReadDeps,
  input: ReadItemAnalysisInput,
): Promise<Result<AnalysisOfRunView, ScoredRevisionFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { run, plan, layout } = scored.value;
  const counts = await testsOfRun(deps, scored.value, input.where);
  const { absentMeans } = plan.definition;
  const viewOf = (test: TestCounts, hasOptions: boolean) => {
    const analysis = analyseTest(test, { strata: input.strata, absentMeans });
    return testAnalysisView({ plan, layout }, analysis, hasOptions);
  };
  const { test, items } = viewOf(counts.total, true);
  const scales = await inTurns(counts.scales, (scale) => viewOf(scale, hasJoint(scale)));
  return ok({
    run: run.id,
    revision: run.revision,
    upto: run.upto,
    ...(input.where === null ? {} : { where: input.where }),
    test,
    items,
    scales,
  });
}

function hasJoint({ all }: TestCounts): boolean {
  return all.items.some(({ joint }) => joint !== null);
}
