/**
 * Reads all results, in order of arrival, without holding them.
 *
 * @module
 */

import { ok, type Result } from "#result";
import { hasNormGroups, hasThetas } from "#engine/scoring/plan.ts";
import { pageResults } from "#store/results.ts";

import type { Deps } from "./deps.ts";
import { rateResults } from "./rate-batch.ts";
import { type ResultView, resultView } from "./result-view.ts";
import {
  scoredRevision,
  type ScoredRevision,
  type ScoredRevisionFailure,
  type ScoredRevisionInput,
} from "./scored-revision.ts";

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
  readonly pages: AsyncIterable<readonly ResultView[]>;
}

const PAGE = 1_000;

/** Pages by key up to the run's watermark, never a cursor of the database: one connection may be all there is. */
export async function exportResults(
  deps: Pick<Deps, "db" | "lifetime">,
  input: ScoredRevisionInput,
): Promise<Result<ResultExport, ScoredRevisionFailure>> {
  const scored = await scoredRevision(deps, input);
  if (!scored.ok) return scored;
  const { definition } = scored.value.plan;
  const { irt = [] } = definition;
  return ok({
    scales: definition.scales.map((scale) => scale.id),
    bands: definition.bands.map((band) => band.scale),
    transformed: definition.scales.filter(({ transform }) => transform).map(({ id }) => id),
    thetas: irt.map(({ scale }) => scale),
    thetaValues: irt.filter(({ transform }) => transform).map(({ scale }) => scale),
    gates: (definition.gates ?? []).map(({ id }) => id),
    pages: pagesOf(deps, scored.value),
  });
}

async function* pagesOf(
  deps: Pick<Deps, "db">,
  { key, run, plan }: ScoredRevision,
): AsyncGenerator<readonly ResultView[]> {
  const wanted = { withAttributes: hasNormGroups(plan), withThetas: hasThetas(plan) };
  let after: { points: number | null; ordinal: number } | null = null;
  for (;;) {
    const page = { sort: "ordinal", after, limit: PAGE, upto: run.upto, ...wanted } as const;
    const stored = await pageResults(deps.db, key, run.revision, page);
    const last = stored.at(-1);
    if (last === undefined) return;
    const results = await rateResults(deps, { key, plan }, stored);
    yield results.map((result) => resultView(plan, run.revision, result));
    if (stored.length < PAGE) return;
    after = { points: last.points, ordinal: last.ordinal };
  }
}
