/**
 * Times item analysis of counts alone and prints JSON: no HTTP, no database.
 * Bundled to one file of plain JavaScript, which Bun and Node both run, once
 * for each form.
 *
 * @module
 */

import { createHash } from "node:crypto";

import { do_not_optimize, measure } from "mitata";

import { MICROPOINTS_PER_POINT } from "#engine/micropoints.ts";
import type { ResponseBatch } from "#engine/scoring/plan.ts";
import { resolveLevels } from "#engine/scoring/resolve-levels.ts";
import { scoreBatch } from "#engine/scoring/score-batch.ts";
import { countBatch } from "#engine/statistics/count-batch.ts";
import { analyseTest } from "#engine/statistics/items/analyse-test.ts";
import type { TestAnalysis } from "#engine/statistics/items/test-analysis.ts";
import { testsOfTally } from "#engine/statistics/items/tests-of-tally.ts";
import { emptyTally, type Tally } from "#engine/statistics/tally.ts";

import { plainItemAnalysis } from "../baselines/plain-item-analysis.ts";
import { examChoices, plainExam } from "../support/exam.ts";
import { examWithScales } from "../support/exam-with-scales.ts";
import { largestDifference } from "./analysis-difference.ts";
import { prepareExam } from "./exam-batches.ts";
import type { ItemTimes } from "./item-times.ts";
import { plainItems, plainMatrix } from "./plain-form.ts";

/** Of the responses, which the plain implementation reads. */
const PLAIN_SHARE = 0.1;

const [count, form] = process.argv.slice(2);
const { plan, rows, batches } = prepareExam(
  form === "scales" ? examWithScales : plainExam,
  examChoices(Number(count)),
);
const tally = counted(batches);

const start = performance.now();
const analyses = analysesOf(tally);
const first = performance.now() - start;
const later = await measure(() => do_not_optimize(analysesOf(tally)));

const times: ItemTimes = {
  tests: analyses.length,
  first,
  engine: later.p50 / 1e6,
  ...timePlain(),
  digest: createHash("sha256").update(JSON.stringify(analyses)).digest("hex").slice(0, 16),
};
console.log(JSON.stringify(times));

function counted(some: readonly ResponseBatch[]): Tally {
  const counts = emptyTally(plan);
  for (const batch of some) {
    const { levels } = resolveLevels(plan, batch);
    countBatch(plan, counts, { batch, levels, scored: scoreBatch(plan, batch, levels) });
  }
  return counts;
}

function analysesOf(counts: Tally): TestAnalysis[] {
  const { total, scales } = testsOfTally(plan, counts);
  const options = { strata: 5, absentMeans: plan.definition.absentMeans };
  return [total, ...scales].map((test) => analyseTest(test, options));
}

function timePlain(): Pick<ItemTimes, "plain" | "largestDifference"> {
  const sample = batches.slice(0, Math.ceil(batches.length * PLAIN_SHARE));
  const matrix = plainMatrix(plan, rows, sample);
  const items = plainItems(plan);
  const began = performance.now();
  const plain = plainItemAnalysis(matrix, items);
  const duration = performance.now() - began;
  const [total] = analysesOf(counted(sample)) as [TestAnalysis];
  const unit = plan.unit / MICROPOINTS_PER_POINT;
  return {
    plain: (duration * batches.length) / sample.length,
    largestDifference: largestDifference(total, plain, unit),
  };
}
