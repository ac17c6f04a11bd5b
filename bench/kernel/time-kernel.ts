/**
 * Times the engine alone and prints JSON: no HTTP, no database. Bundled to one
 * file of plain JavaScript, which Bun and Node both run, once for each form.
 *
 * @module
 */

import { do_not_optimize, measure } from "mitata";

import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import { resolveLevels } from "#engine/scoring/resolve-levels.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { emptyTally } from "#engine/statistics/tally.ts";

import { examChoices, plainExam } from "../support/exam.ts";
import { examWithScales, examWithSets } from "../support/exam-with-scales.ts";
import { prepareExam } from "./exam-batches.ts";
import type { KernelTimes } from "./kernel-times.ts";

const [count, form] = process.argv.slice(2);
const { plan, rows, batches } = prepareExam(
  form === "scales" ? examWithScales : form === "sets" ? examWithSets : plainExam,
  examChoices(Number(count)),
);

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
  for (const batch of all) {
    sum += scoreBatch(plan, batch, levelsOf(plan, batch)).totals[0] as number;
  }
  return sum;
}

function counts(all: readonly ResponseBatch[]): number {
  const tally = emptyTally(plan);
  for (const batch of all) {
    const levels = levelsOf(plan, batch);
    const scored = scoreBatch(plan, batch, levels);
    countBatch(plan, tally, { batch, levels, scored });
  }
  return tally.responses;
}

/** Known ones: each distinct answer met its rule when the exam was prepared. */
function levelsOf(of: Plan, batch: ResponseBatch): Uint16Array {
  return resolveLevels(of, batch).levels;
}
