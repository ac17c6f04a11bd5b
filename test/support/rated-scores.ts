/**
 * Scores responses by what raters said of them, nothing stored: what results
 * and summary are.
 *
 * @module
 */

import { summarize } from "#engine/statistics/summarize.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { summaryRanks } from "#engine/statistics/order-statistics.ts";
import type { Summary } from "#engine/statistics/summary.ts";
import { emptyTally } from "#engine/statistics/tally.ts";
import { resultBatchOf } from "#usecase/result-batch.ts";
import { type ResultView, resultView } from "#usecase/result-view.ts";

import { givenForm } from "../engine/scoring/encoded-batch.ts";
import { rated } from "../engine/scoring/rated-batch.ts";

export interface GivenRating {
  readonly candidate: string;
  readonly item: string;
  readonly rater: string;
  readonly levels: object;
}

export interface RatedScores {
  readonly results: readonly ResultView[];
  readonly summary: Summary;
}

/** @param ratings In order of arrival. */
export function ratedScores(
  assessment: unknown,
  responses: readonly { readonly candidate: string; readonly answers: object }[],
  ratings: readonly GivenRating[],
): RatedScores {
  const form = givenForm(assessment);
  const { plan } = form;
  const places = new Map(responses.map(({ candidate }, place) => [candidate, place]));
  const said = ratings.map(({ candidate, item, rater, levels }) => {
    return [places.get(candidate) ?? -1, item, rater, levels] as const;
  });
  const countable = rated(form, responses, said);
  const { points, maxPoints, scales } = resultBatchOf(plan, { fromOrdinal: 1 }, countable.scored);
  const results = responses.map(({ candidate }, place) => {
    const answers = countable.batch.rows.subarray(
      place * plan.rowLength,
      (place + 1) * plan.rowLength,
    );
    return resultView(plan, 1, {
      candidate,
      attempt: 1,
      ordinal: place + 1,
      points: points[place] ?? null,
      maxPoints: maxPoints?.[place] ?? null,
      scales: scales.map((values) => values[place] ?? null),
      answers,
    });
  });
  const tally = emptyTally(plan);
  countBatch(plan, tally, countable);
  const final = points.flatMap((own, place) =>
    own === null || results[place]?.status !== "final" ? [] : [own],
  );
  const sorted = final.toSorted((a, b) => a - b);
  const totals = new Map(summaryRanks(sorted.length).map((rank) => [rank, sorted[rank] ?? 0]));
  return { results, summary: summarize(plan, tally, totals) };
}
