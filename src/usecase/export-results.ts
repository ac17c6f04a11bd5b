/**
 * Reads all results, in order of arrival, without holding them.
 *
 * @module
 */

import { ok, type Result } from "#result";
import { hasNormGroups, hasThetas } from "#engine/scoring/plan.ts";
import type { FitMeasure } from "#engine/statistics/person-fit/person-fit.ts";
import { pageResults } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import { rateResults } from "./rate-batch.ts";
import { readFitMeasure } from "./fit-results.ts";
import type { ResultView } from "./result-view.ts";
import { resultViews } from "./result-views.ts";
import {
  scoredRevision,
  type ScoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";

export interface ExportResultsInput extends ScoredRevisionInput {
  /** Whether to judge how well each response fits. */
  readonly fit?: boolean;
}

export interface ResultExport {
  /** Ids of the scales, in the definition's order. */
  readonly scales: readonly string[];
  /** Scales that have bands. */
  readonly bands: readonly string[];
  /** Ids of the scales whose raw value is another than their value. */
  readonly transformed: readonly string[];
  /** Scales whose ability is estimated. */
  readonly thetas: readonly string[];
  /** Those of them whose ability is transformed. */
  readonly thetaValues: readonly string[];
  readonly gates: readonly string[];
  /** Scales whose model responses are held against; null where fit was not asked for. */
  readonly fit: readonly string[] | null;
  readonly pages: AsyncIterable<readonly ResultView[]>;
}

const PAGE = 1_000;

/** Pages by key up to the run's watermark, never a cursor of the database: one connection may be all there is. */
export async function exportResults(
  deps: Pick<Deps, "db" | "lifetime" | "isPassingFault">,
  input: ExportResultsInput,
): Promise<Result<ResultExport, ScoredRevisionFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { definition } = scored.value.plan;
  const { irt = [] } = definition;
  const thetas = irt.map(({ scale }) => scale);
  const measure = input.fit === true ? await readFitMeasure(deps, scored.value) : null;
  return ok({
    scales: definition.scales.map((scale) => scale.id),
    bands: definition.bands.map((band) => band.scale),
    transformed: definition.scales.filter(({ transform }) => transform).map(({ id }) => id),
    thetas,
    thetaValues: irt.filter(({ transform }) => transform).map(({ scale }) => scale),
    gates: (definition.gates ?? []).map(({ id }) => id),
    fit: measure === null ? null : thetas,
    pages: pagesOf(deps, scored.value, measure),
  });
}

async function* pagesOf(
  deps: Pick<Deps, "db">,
  scored: ScoredRevision,
  measure: FitMeasure | null,
): AsyncGenerator<readonly ResultView[]> {
  const { key, run, plan } = scored;
  const wanted = { withAttributes: hasNormGroups(plan), withThetas: hasThetas(plan) };
  let after: { points: number | null; ordinal: number } | null = null;
  for (;;) {
    const page = { sort: "ordinal", after, limit: PAGE, upto: run.upto, ...wanted } as const;
    const stored = await pageResults(deps.db, key, run.revision, page);
    const last = stored.at(-1);
    if (last === undefined) return;
    const results = await rateResults(deps, { key, plan }, stored);
    yield await resultViews(deps, scored, measure, results);
    if (stored.length < PAGE) return;
    after = { points: last.points, ordinal: last.ordinal };
  }
}
