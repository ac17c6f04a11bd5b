/**
 * Judges how well stored responses fit.
 *
 * @module
 */

import {
  type FitMeasure,
  fitMeasure,
  personFit,
} from "#engine/statistics/person-fit/person-fit.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";

import type { Deps } from "./deps.ts";
import { type FitView, fitView } from "./fit-view.ts";
import type { ViewableResult } from "./result-view.ts";
import { levelsOf } from "./score-range.ts";
import type { ScoredRevision } from "./scored-revision.ts";
import { sleep } from "./sleep.ts";
import { tallyOfAttempts } from "./tally-of-run.ts";

/** One query, whatever is then judged by it. What is not stored is not counted: a pass is too dear for a page. */
export async function readFitMeasure(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scored: ScoredRevision,
): Promise<FitMeasure> {
  return fitMeasure(scored.plan, scored.layout, await tallyOfAttempts(deps, scored));
}

/**
 * One for each of `results`; one query, where open items bring answers not seen
 * before. O(results * categories of the items), an exponential for each.
 *
 * @param results With what raters decided (see `placeRatings`).
 */
export async function fitResults(
  deps: Pick<Deps, "db">,
  { key }: Pick<ScoredRevision, "key">,
  measure: FitMeasure,
  results: readonly ViewableResult[],
): Promise<FitView[]> {
  const { plan } = measure;
  const batch = batchOf(plan, results);
  const levels = await levelsOf(deps, key, plan, batch);
  const views: FitView[] = [];
  let looked = 0;
  for (const [response, stored] of results.entries()) {
    if (looked > ITEMS_AT_ONCE) {
      looked = 0;
      await sleep(0);
    }
    views.push(fitView(personFit(measure, { batch, levels, response }, stored)));
    looked += itemsLookedAt(plan);
  }
  return views;
}

/** Items judged in one go, some 50 ms: then others get their turn. */
const ITEMS_AT_ONCE = 20_000;

/** By their answers, and by each model. */
function itemsLookedAt({ items, definition: { irt = [] } }: Plan): number {
  return irt.reduce((sum, entry) => sum + entry.items.length, items.length);
}

/** Rows may end in items that did not exist yet. */
function batchOf({ rowLength }: Plan, results: readonly ViewableResult[]): ResponseBatch {
  const rows = new Uint8Array(results.length * rowLength);
  for (const [index, { answers }] of results.entries()) {
    rows.set(answers.subarray(0, rowLength), index * rowLength);
  }
  return { count: results.length, rows, hasGaps: true, fromOrdinal: 1 };
}
