/**
 * One batch, from stored answers to stored results.
 *
 * @module
 */

import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import { pickResponses } from "#engine/scoring/pick-responses.ts";
import { learnAnswers, resolveLevels } from "#engine/scoring/resolve-levels.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";
import type { CountableBatch } from "#engine/statistics/count-batch.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { type AttemptChoice, chosenOrdinals } from "#store/chosen-attempts.ts";
import { findAnswers } from "#store/dictionary.ts";
import { insertResults, replaceResults } from "#store/insert-results.ts";

import type { OrdinalRange } from "./batch-ranges.ts";
import type { Deps } from "./deps.ts";
import { rateBatch, type RatingSource } from "./rate-batch.ts";
import { readResponseBatch, type ResponseSource } from "./read-response-batch.ts";
import { resultBatchOf } from "./result-batch.ts";
import type { StageClock } from "./stage-clock.ts";

export interface Scoring extends RatingSource, ResponseSource {
  readonly revision: number;
  readonly clock: StageClock;
  /** Whether results of the same ratings are written anew; left out, they stay. */
  readonly rewrites?: boolean;
}

/**
 * Reads, scores and writes a batch: two statements, and one more where open
 * items bring answers not seen before. Repeating it is safe: the results are a
 * function of the responses, and one that is there already stays.
 *
 * @returns What to count, now that the results are known to be stored.
 */
export async function scoreRange(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scoring: Scoring,
  range: OrdinalRange,
): Promise<CountableBatch> {
  const countable = await readAndScore(deps, scoring, range);
  await writeResults(deps, scoring, countable);
  return countable;
}

/** The same of results that are stored, to count them. */
export async function readAndScore(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scoring: Scoring,
  range: OrdinalRange,
): Promise<CountableBatch> {
  return await scoreRows(deps, scoring, await readRange(deps, scoring, range));
}

export async function writeResults(
  deps: Pick<Deps, "db">,
  { key, revision, plan, clock, ratings, rewrites = false }: Scoring,
  { batch, scored }: CountableBatch,
): Promise<void> {
  const results = resultBatchOf(plan, batch, scored);
  const replacing = { ...results, inputsVersion: ratings, rewrites };
  await clock.time("write", () =>
    plan.rated.length === 0 && !rewrites
      ? insertResults(deps.db, key, revision, results)
      : replaceResults(deps.db, key, revision, replacing),
  );
}

/**
 * Scores again the responses of a batch whose attempt counts, to count them.
 *
 * @param choice Its `upto` is scored: the results are stored.
 */
export async function scoreChosen(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scoring: Scoring,
  range: OrdinalRange,
  choice: AttemptChoice,
): Promise<CountableBatch> {
  const { key, revision, plan, clock } = scoring;
  const ordinals = await clock.time("read", () =>
    chosenOrdinals(deps.db, key, revision, { ...range, ...choice }),
  );
  const batch = await readRange(deps, scoring, range);
  const places = ordinals.map((ordinal) => ordinal - range.from);
  return await scoreRows(deps, scoring, pickResponses(batch, places, plan.rowLength));
}

async function readRange(
  deps: Pick<Deps, "db" | "isPassingFault">,
  scoring: Scoring,
  range: OrdinalRange,
): Promise<ResponseBatch> {
  const { clock } = scoring;
  return await clock.time("read", async () => {
    const batch = await readResponseBatch(deps, scoring, range, () => clock.fallback());
    return await rateBatch(deps, scoring, batch);
  });
}

/** @param batch With what people decided (see `rateBatch`). */
export async function scoreRows(
  deps: Pick<Deps, "db">,
  { key, plan, clock }: Scoring,
  batch: ResponseBatch,
): Promise<CountableBatch> {
  const levels = await clock.time("read", () => levelsOf(deps, key, plan, batch));
  const scored = clock.timeSync("score", () => scoreBatch(plan, batch, levels));
  return { batch, levels, scored };
}

/** Level codes of the wide items; see `resolveLevels`. */
export async function levelsOf(
  deps: Pick<Deps, "db">,
  key: AssessmentKey,
  plan: Plan,
  batch: ResponseBatch,
): Promise<Uint16Array> {
  if (plan.wide.count === 0) return new Uint16Array(0);
  const { levels, unknown } = resolveLevels(plan, batch);
  if (unknown.codes.length === 0) return levels;
  const texts = await findAnswers(deps.db, key, unknown);
  const learnt = learnAnswers(plan, unknown, texts);
  return resolveLevels(plan, batch, learnt).levels;
}
