/**
 * Times the engine alone and prints JSON: no HTTP, no database. Bundled to one
 * file of plain JavaScript, which Bun and Node both run.
 *
 * @module
 */

import { do_not_optimize, measure } from "mitata";

import { AnswerCode } from "#engine/answers/answer-code.ts";
import { extendLayout } from "#engine/answers/extend-layout.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { emptyTally } from "#engine/statistics/tally.ts";
import type { Result } from "#result";

import { examChoices, examDefinition, ITEM_COUNT, OMITTED } from "../support/exam.ts";
import type { KernelTimes } from "./kernel-times.ts";

/** As runs of a million do it. */
const BATCH_SIZE = 5_000;
const NO_LEVELS = new Uint16Array(0);

const count = Number(process.argv[2]);
const rows = answerCodes(examChoices(count));
const plan = examPlan();
const batches = batchesOf(rows);

const times: KernelTimes = {
  bareSum: await medianOf(() => bareSum(rows)),
  totals: await medianOf(() => totals(batches)),
  counts: await medianOf(() => counts(batches)),
};
console.log(JSON.stringify(times));

/** Milliseconds. */
async function medianOf(act: () => unknown): Promise<number> {
  const stats = await measure(() => do_not_optimize(act()));
  return stats.p50 / 1e6;
}

/** The least that any scoring must do: look at every byte once. */
function bareSum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) sum += bytes[at] as number;
  return sum;
}

function totals(all: readonly ResponseBatch[]): number {
  let sum = 0;
  for (const batch of all) sum += scoreBatch(plan, batch, NO_LEVELS).totals[0] as number;
  return sum;
}

function counts(all: readonly ResponseBatch[]): number {
  const tally = emptyTally(plan);
  for (const batch of all) {
    const scored = scoreBatch(plan, batch, NO_LEVELS);
    countBatch(plan, tally, { batch, levels: NO_LEVELS, scored });
  }
  return tally.responses;
}

function examPlan(): Plan {
  const { definition } = expectOk(parseDefinition(examDefinition("engine bench")));
  const layout = expectOk(extendLayout(null, definition, 1));
  return expectOk(compilePlan(definition, layout));
}

function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Options are numbered in the order of the definition, from the first answer's code. */
function answerCodes(choices: Uint8Array): Uint8Array {
  return choices.map((choice) =>
    choice === OMITTED ? AnswerCode.omitted : AnswerCode.firstAnswer + choice,
  );
}

function batchesOf(all: Uint8Array): ResponseBatch[] {
  const found: ResponseBatch[] = [];
  for (let from = 0; from < count; from += BATCH_SIZE) {
    const to = Math.min(from + BATCH_SIZE, count);
    found.push({
      count: to - from,
      rows: all.subarray(from * ITEM_COUNT, to * ITEM_COUNT),
      hasGaps: false,
      fromOrdinal: from + 1,
    });
  }
  return found;
}
