/**
 * Scores responses to a definition at once; nothing is stored.
 *
 * @module
 */

import { err, ok, type Result } from "#result";
import type { EncodedChunk } from "#engine/answers/encoded-chunk.ts";
import type { Layout } from "#engine/answers/layout.ts";
import { responseEncoder } from "#engine/answers/response-encoder.ts";
import { explainResult, openAnswers } from "#engine/explain/explain-result.ts";
import type { RowFault } from "#engine/answers/row-fault.ts";
import type { Fault } from "#engine/definition/fault.ts";
import type { Micropoints } from "#engine/micropoints.ts";
import { toPoints } from "#engine/micropoints.ts";
import { placeRatings } from "#engine/scoring/place-ratings.ts";
import { pickResponses } from "#engine/scoring/pick-responses.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import { learnAnswers, resolveLevels } from "#engine/scoring/resolve-levels.ts";
import { scoreBatch, type ScoredBatch } from "#engine/scoring/score-batch.ts";
import { chosenAttempts, chosenPlaces } from "#engine/statistics/chosen-attempts.ts";
import { type CountableBatch, countBatch } from "#engine/statistics/count-batch.ts";
import { summaryRanks } from "#engine/statistics/order-statistics.ts";
import { summarize } from "#engine/statistics/summarize.ts";
import type { Summary } from "#engine/statistics/summary.ts";
import { emptyTally } from "#engine/statistics/tally.ts";

import { BookInMemory } from "./book-in-memory.ts";
import { cellsOfResponse } from "./cells-of-response.ts";
import { encodeResponses } from "./encode-responses.ts";
import { type DefinitionInvalid, readDefinition } from "./read-definition.ts";
import { resultBatchOf, thetasAt } from "./result-batch.ts";
import { type ResultView, resultView } from "./result-view.ts";

export interface ScoreStatelessInput {
  readonly assessment: unknown;
  readonly responses: readonly unknown[];
  /** Whether each result says how every number came about. */
  readonly explain?: boolean;
}

export interface StatelessScores {
  readonly maxPoints: number;
  readonly warnings: readonly Fault[];
  readonly results: readonly ResultView[];
  /** Responses that were not taken; `line` counts them from 1. */
  readonly errors: readonly RowFault[];
  readonly errorsTotal: number;
  readonly summary: Summary;
}

/** The answers to hold at once are too many: stored responses are scored batch by batch. */
export interface TooMuchAtOnce {
  readonly code: "too_much_at_once";
  readonly cells: number;
  readonly limit: number;
}

const REPORTED_ERRORS = 100;
/**
 * Responses times items, members of scales, scales and bands: each costs time
 * or memory however little the response says. A body of 16 MiB that answers every item has fewer.
 */
const MOST_CELLS = 10_000_000;
/** A definition that was never stored has no number. */
const NO_REVISION = 0;

/** The same plan, tables and statistics as stored responses get. */
export function scoreStateless(
  input: ScoreStatelessInput,
): Result<StatelessScores, DefinitionInvalid | TooMuchAtOnce> {
  const read = readDefinition(input.assessment);
  if (!read.ok) return read;
  const { definition, layout, plan, warnings } = read.value;
  const cells = input.responses.length * cellsOfResponse(definition, input.explain ?? false);
  if (cells > MOST_CELLS) return err({ code: "too_much_at_once", cells, limit: MOST_CELLS });
  const book = new BookInMemory(layout, definition);
  const { chunk, faults } = encodeResponses(
    responseEncoder(layout, definition, book),
    input.responses,
  );
  const batch = batchOf(plan, chunk);
  const levels = levelsOf(plan, batch, book);
  const scored = scoreBatch(plan, batch, levels);
  const counted = countedOf(plan, chunk, { batch, levels, scored }, book);
  const tally = emptyTally(plan);
  countBatch(plan, tally, counted);
  return ok({
    maxPoints: toPoints(plan.maxPoints),
    warnings,
    results: resultsOf(chunk, scored, {
      plan,
      rows: batch.rows,
      explain: input.explain === true ? { layout, book } : null,
    }),
    errors: faults.slice(0, REPORTED_ERRORS),
    errorsTotal: faults.length,
    summary: summarize(plan, tally, totalsByRank(plan, counted.scored), chunk.count),
  });
}

/** What people are to score waits: nothing that they said is stored. */
function batchOf(plan: Plan, chunk: EncodedChunk): ResponseBatch {
  const { count, hasGaps, attributes } = chunk;
  const rows = placeRatings(plan, chunk.rows, []);
  return { count, rows, hasGaps: hasGaps.includes(true), fromOrdinal: 1, attributes };
}

function levelsOf(plan: Plan, batch: ResponseBatch, book: BookInMemory): Uint16Array {
  const { unknown } = resolveLevels(plan, batch);
  const learnt = learnAnswers(plan, unknown, book.textsOf(unknown));
  return resolveLevels(plan, batch, learnt).levels;
}

/** Those whose attempt counts, scored once more by themselves. */
function countedOf(
  plan: Plan,
  chunk: EncodedChunk,
  all: CountableBatch,
  book: BookInMemory,
): CountableBatch {
  const choice = chosenAttempts(plan.definition);
  if (choice === null) return all;
  const { candidates, attempts } = chunk;
  const places = chosenPlaces(choice, { candidates, attempts, totals: all.scored.totals });
  const batch = pickResponses(all.batch, places, plan.rowLength);
  const levels = levelsOf(plan, batch, book);
  return { batch, levels, scored: scoreBatch(plan, batch, levels) };
}

interface Wanted {
  readonly plan: Plan;
  /** With what waits marked. */
  readonly rows: Uint8Array;
  /** What explaining takes; null where nobody asked for it. */
  readonly explain: { readonly layout: Layout; readonly book: BookInMemory } | null;
}

function resultsOf(
  chunk: EncodedChunk,
  scored: ScoredBatch,
  { plan, rows, explain }: Wanted,
): ResultView[] {
  const { points, maxPoints, scales, thetas } = resultBatchOf(plan, { fromOrdinal: 1 }, scored);
  return chunk.candidates.map((candidate, index) => {
    const result = {
      candidate,
      attempt: chunk.attempts[index] as number,
      ordinal: index + 1,
      points: points[index] ?? null,
      maxPoints: maxPoints?.[index] ?? null,
      scales: scales.map((values) => values[index] ?? null),
      ...thetasAt(thetas, index),
      attributes: chunk.attributes[index] ?? null,
      answers: rowOf(rows, plan, index),
    };
    const view = resultView(plan, NO_REVISION, result);
    if (explain === null) return view;
    const explanation = explainResult(plan, {
      revision: NO_REVISION,
      definitionHash: null,
      layout: explain.layout,
      row: rowOf(chunk.rows, plan, index),
      stored: result,
      texts: explain.book.textsOf(openAnswers(plan, rowOf(chunk.rows, plan, index))),
      ratings: [],
    });
    return { ...view, explanation };
  });
}

function rowOf(rows: Uint8Array, { rowLength }: Plan, index: number): Uint8Array {
  return rows.subarray(index * rowLength, (index + 1) * rowLength);
}

/** Of what is counted: neither what failed nor what waits. */
function totalsByRank(plan: Plan, scored: ScoredBatch): Map<number, Micropoints> {
  const { totals, provisional } = scored;
  const sorted = totals
    .filter((total, index) => !Number.isNaN(total) && provisional?.[index] !== 1)
    .sort();
  const ranks = summaryRanks(sorted.length);
  return new Map(ranks.map((rank) => [rank, (sorted[rank] as number) * plan.unit]));
}
