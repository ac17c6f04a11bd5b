/**
 * Times estimates of ability alone and prints JSON: no HTTP, no database.
 * Bundled to one file of plain JavaScript, which Bun and Node both run.
 *
 * @module
 */

import { createHash } from "node:crypto";

import { AnswerCode } from "#engine/answers/answer-code.ts";
import { extendLayout } from "#engine/answers/extend-layout.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import type { ThetaEstimates } from "#engine/irt/estimate.ts";
import { scoreThetas } from "#engine/irt/score-thetas.ts";
import { planThetas, type ThetaPlan } from "#engine/irt/theta-plan.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import type { Result } from "#result";

import { plainEap, type PlainEstimate, type PlainItem } from "../baselines/plain-eap.ts";
import { median } from "../support/measure.ts";
import { seededRandom } from "../support/random.ts";
import type { IrtTimes } from "./irt-times.ts";

const BATCH_SIZE = 5_000;
const ITEM_COUNT = 40;
const NODE_COUNT = 61;
const MISSING_SHARE = 0.02;
const RUNS = 5;
/** Of the responses, which the plain implementation estimates: it takes its time and memory. */
const PLAIN_SHARE = 0.1;
const NO_LEVELS = new Uint16Array(0);
const RIGHT = AnswerCode.firstAnswer;
const WRONG = AnswerCode.firstAnswer + 1;

const count = Number(process.argv[2]);
const random = seededRandom(1);
const parameters = Array.from({ length: ITEM_COUNT }, (_, item): PlainItem => {
  return { a: 0.6 + 1.2 * random(), b: -2 + (4 * item) / (ITEM_COUNT - 1) };
});
const rows = simulatedRows();
const plan = examPlan();
const [thetaPlan] = planThetas(plan) as [ThetaPlan];
const batches = batchesOf(rows);

const times: IrtTimes = { ...timeEngine(), ...timePlain() };
console.log(JSON.stringify(times));

function timeEngine() {
  const before = memory();
  const durations = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    for (const batch of batches) estimatesOf(batch);
    return performance.now() - start;
  });
  const hash = createHash("sha256");
  for (const batch of batches) {
    const { theta, se } = estimatesOf(batch);
    hash.update(theta).update(se);
  }
  return {
    engine: median(durations),
    grown: memory() - before,
    digest: hash.digest("hex").slice(0, 16),
  };
}

function timePlain() {
  const nodes = Array.from(
    { length: NODE_COUNT },
    (_, node) => -6 + (12 * node) / (NODE_COUNT - 1),
  );
  const estimate = plainEap(parameters, nodes);
  const sample = batches.slice(0, Math.ceil(batches.length * PLAIN_SHARE));
  const answers = sample.map(answersOf);
  const start = performance.now();
  const made = answers.map((batch) => batch.map(estimate));
  const duration = performance.now() - start;
  const differences = sample.map((batch, index) => differenceOf(batch, made[index] ?? []));
  return {
    plain: (duration * batches.length) / sample.length,
    largestDifference: Math.max(...differences),
  };
}

function differenceOf(batch: ResponseBatch, expected: readonly PlainEstimate[]): number {
  const { theta, se } = estimatesOf(batch);
  const differences = expected.map((own, response) =>
    Math.max(
      Math.abs((theta[response] as number) - own.theta),
      Math.abs((se[response] as number) - own.se),
    ),
  );
  return Math.max(...differences);
}

function estimatesOf(batch: ResponseBatch): ThetaEstimates {
  return scoreThetas(plan, thetaPlan, batch, NO_LEVELS);
}

function answersOf(batch: ResponseBatch): (boolean | null)[][] {
  return Array.from({ length: batch.count }, (_, response) =>
    Array.from({ length: ITEM_COUNT }, (_own, item) => {
      const code = batch.rows[response * ITEM_COUNT + item];
      return code === AnswerCode.omitted ? null : code === RIGHT;
    }),
  );
}

/** Mebibytes; on Bun after a collection, which it would otherwise put off. */
function memory(): number {
  if (process.versions.bun !== undefined) Bun.gc(true);
  return process.memoryUsage().rss / 2 ** 20;
}

/** Abilities of about a standard normal, answers by the model, 2% missing. */
function simulatedRows(): Uint8Array {
  const codes = new Uint8Array(count * ITEM_COUNT);
  let cell = 0;
  for (let candidate = 0; candidate < count; candidate++) {
    let ability = -6;
    for (let term = 0; term < 12; term++) ability += random();
    for (const { a, b } of parameters) {
      const isRight = random() < 1 / (1 + Math.exp(-a * (ability - b)));
      const isMissing = random() < MISSING_SHARE;
      codes[cell++] = isMissing ? AnswerCode.omitted : isRight ? RIGHT : WRONG;
    }
  }
  return codes;
}

function examPlan(): Plan {
  const items = parameters.map((_, item) => ({
    id: `q${item + 1}`,
    type: "single_choice",
    options: ["A", "B", "C", "D"],
    key: "A",
  }));
  const own = parameters.map(({ a, b }, item) => ({ id: `q${item + 1}`, model: "2PL", a, b }));
  const irt = [{ scale: "total", D: 1, omitted: "missing", items: own }];
  const { definition } = expectOk(parseDefinition({ title: "irt bench", items, irt }));
  return expectOk(compilePlan(definition, expectOk(extendLayout(null, definition, 1))));
}

function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
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
