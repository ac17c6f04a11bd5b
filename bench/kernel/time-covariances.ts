/**
 * Times sums over pairs of items alone and prints JSON: no HTTP, no database.
 * Bundled to one file of plain JavaScript, which Bun and Node both run.
 *
 * @module
 */

import { createHash } from "node:crypto";

import type { ResponseBatch } from "#engine/scoring/plan.ts";
import { addToPairSums } from "#engine/statistics/covariances/add-to-pair-sums.ts";
import { asZeroCovariances } from "#engine/statistics/covariances/covariance-matrix.ts";
import { openPairSums } from "#engine/statistics/covariances/open-pair-sums.ts";

import { plainCovariances } from "../baselines/plain-covariances.ts";
import { examChoices, plainExam } from "../support/exam.ts";
import { median } from "../support/measure.ts";
import { prepareExam } from "./exam-batches.ts";
import type { CovarianceTimes } from "./item-times.ts";
import { plainItems, plainMatrix } from "./plain-form.ts";

const RUNS = 5;
/** Of the responses, which the plain implementation counts. */
const PLAIN_SHARE = 0.1;
/** Every answer to the exam is of one byte. */
const NO_LEVELS = new Uint16Array(0);

const count = Number(process.argv[2]);
const { plan, rows, batches } = prepareExam(plainExam, examChoices(count));

const times: CovarianceTimes = { ...timeEngine(), ...timePlain() };
console.log(JSON.stringify(times));

function timeEngine(): Pick<CovarianceTimes, "engine" | "digest"> {
  const durations = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    sumsOf(batches);
    return performance.now() - start;
  });
  const { sums } = sumsOf(batches);
  const hash = createHash("sha256");
  for (const part of [sums.full.products, sums.partial.products, sums.beside]) hash.update(part);
  return { engine: median(durations), digest: hash.digest("hex").slice(0, 16) };
}

function timePlain(): Pick<CovarianceTimes, "plain" | "largestDifference"> {
  const sample = batches.slice(0, Math.ceil(batches.length * PLAIN_SHARE));
  const matrix = plainMatrix(plan, rows, sample);
  const items = plainItems(plan);
  const start = performance.now();
  const plain = plainCovariances(matrix, items);
  const duration = performance.now() - start;
  const own = covariancesOf(sample);
  const differences = plain.map((value, cell) => Math.abs(value - (own[cell] ?? Number.NaN)));
  return {
    plain: (duration * batches.length) / sample.length,
    largestDifference: Math.max(...differences),
  };
}

/** Of the total. */
function sumsOf(some: readonly ResponseBatch[]) {
  const [test] = openPairSums(plan, count);
  if (test === undefined || "refusal" in test) throw new Error("no sums over pairs");
  // Of the total, values of scales say nothing.
  const scored = { scales: [] };
  for (const batch of some)
    addToPairSums(plan, test.table, test.sums, { batch, levels: NO_LEVELS, scored });
  return test;
}

/** With n - 1: the engine's are whole numbers, n (n - 1) times as large. */
function covariancesOf(sample: readonly ResponseBatch[]): number[] {
  const { table, sums } = sumsOf(sample);
  const scale = sums.responses * (sums.responses - 1);
  return asZeroCovariances(table, sums).values.map((value) => Number(value) / scale);
}
