/**
 * Forms and their responses as the engine takes them, without a database: rows
 * are filled in by the layout, and a form's plan knows its open answers.
 *
 * @module
 */

import { AnswerCode } from "#engine/answers/answer-code.ts";
import { extendLayout } from "#engine/answers/extend-layout.ts";
import type { Layout } from "#engine/answers/layout.ts";
import { parseDefinition } from "#engine/definition/parse-definition.ts";
import { compilePlan } from "#engine/scoring/compile-plan.ts";
import type { Plan, ResponseBatch } from "#engine/scoring/plan.ts";
import { learnAnswers, resolveLevels } from "#engine/scoring/resolve-levels.ts";
import type { Result } from "#result";

import { type ExamForm, ITEM_COUNT, OMITTED } from "../support/exam.ts";

/** As runs of a million do it. */
const BATCH_SIZE = 5_000;

export interface PreparedExam {
  readonly plan: Plan;
  /** Of all responses, in order. */
  readonly rows: Uint8Array;
  readonly batches: readonly ResponseBatch[];
}

export function prepareExam(form: ExamForm, choices: Uint8Array): PreparedExam {
  const { definition } = expectOk(parseDefinition(form.definition("engine bench")));
  const layout = expectOk(extendLayout(null, definition, 1));
  const plan = expectOk(compilePlan(definition, layout));
  const rows = rowsOf(form, layout, choices);
  const batches = batchesOf(rows, layout.rowLength);
  for (const batch of batches) learnAll(form, plan, batch);
  return { plan, rows, batches };
}

/** An open answer has the code of the choice that it is, as if all had come in that order. */
function rowsOf(form: ExamForm, { columns, rowLength }: Layout, choices: Uint8Array): Uint8Array {
  const codes = columns.map(({ width, answers }, item) =>
    (form.answers[item] ?? []).map(
      (text, choice) => AnswerCode.firstAnswer + (width === 1 ? answers.indexOf(text) : choice),
    ),
  );
  const offsets = columns.map(({ offset }) => offset);
  const rows = new Uint8Array((choices.length / ITEM_COUNT) * rowLength);
  for (let cell = 0, row = 0; cell < choices.length; cell += ITEM_COUNT, row += rowLength) {
    for (let item = 0; item < ITEM_COUNT; item++) {
      const choice = choices[cell + item] as number;
      const code = choice === OMITTED ? AnswerCode.omitted : codes[item]?.[choice];
      rows[row + (offsets[item] as number)] = code as number;
    }
  }
  return rows;
}

function batchesOf(rows: Uint8Array, rowLength: number): ResponseBatch[] {
  const found: ResponseBatch[] = [];
  const total = rows.length / rowLength;
  for (let from = 0; from < total; from += BATCH_SIZE) {
    const to = Math.min(from + BATCH_SIZE, total);
    found.push({
      count: to - from,
      rows: rows.subarray(from * rowLength, to * rowLength),
      hasGaps: false,
      fromOrdinal: from + 1,
    });
  }
  return found;
}

function learnAll(form: ExamForm, plan: Plan, batch: ResponseBatch): void {
  const { unknown } = resolveLevels(plan, batch);
  const texts = unknown.codes.map((code, index) => {
    const item = Number(unknown.items[index]?.slice(1)) - 1;
    return form.answers[item]?.[code - AnswerCode.firstAnswer] ?? null;
  });
  learnAnswers(plan, unknown, texts);
}

function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
