/**
 * A page of results as callers read it.
 *
 * @module
 */

import type { FitMeasure } from "#engine/statistics/person-fit/person-fit.ts";

import type { Deps } from "./deps.ts";
import { fitResults } from "./fit-results.ts";
import { type ResultView, resultView, type ViewableResult } from "./result-view.ts";
import type { ScoredRevision } from "./scored-revision.ts";

/** @param measure Null where fit was not asked for. */
export async function resultViews(
  deps: Pick<Deps, "db">,
  scored: ScoredRevision,
  measure: FitMeasure | null,
  results: readonly ViewableResult[],
): Promise<ResultView[]> {
  const { plan, run } = scored;
  const views = results.map((result) => resultView(plan, run.revision, result));
  if (measure === null) return views;
  const fits = await fitResults(deps, scored, measure, results);
  return views.map((view, index) => {
    const fit = fits[index];
    return fit === undefined ? view : { ...view, fit };
  });
}
