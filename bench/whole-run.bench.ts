/**
 * Whole runs, from POST /score to its summary, against PostgreSQL scoring the
 * same responses by itself, and against merely inserting as many ready results.
 *
 * @module
 */

import postgres from "postgres";

import {
  countDifferences,
  prepareReadyRows,
  prepareSqlBaselines,
  resetSqlBaseline,
  runSqlBaseline,
  type SqlBaseline,
} from "./baselines/sql-scoring.ts";
import { withAssay } from "./support/assay-server.ts";
import { examChoices, plainExam, responseJson } from "./support/exam.ts";
import { examWithScales } from "./support/exam-with-scales.ts";
import { withScratchFolder, writeLines } from "./support/line-file.ts";
import { memoryOf } from "./support/machine.ts";
import { medianOf } from "./support/measure.ts";
import { type Exam, medianScoring, submitExam } from "./support/scored-exam.ts";
import { type ScratchPostgres, startScratchPostgres } from "./support/scratch-postgres.ts";
import type { BenchOptions, Section } from "./support/section.ts";
import { wholeRunSection, type WholeRun } from "./whole-run/section.ts";

export async function wholeRunBench({ small }: BenchOptions): Promise<Section> {
  const counts = small ? [1_000, 10_000] : [10_000, 100_000, 1_000_000];
  const database = await startScratchPostgres();
  try {
    const runs: WholeRun[] = [];
    for (const count of counts) runs.push(await measure(database, count));
    return wholeRunSection(runs, database);
  } finally {
    await database.stop();
  }
}

async function measure(database: ScratchPostgres, count: number): Promise<WholeRun> {
  console.error(`whole run: ${count} responses`);
  return withScratchFolder(async (folder) => {
    const choices = examChoices(count);
    const lines = `${folder}/responses.ndjson`;
    await writeLines(lines, count, (at) => responseJson(choices, at));

    const url = await database.createDatabase(`whole_run_${count}`);
    const exam = { form: plainExam, lines, count };
    const assay = await measureOnPostgres(url, exam);
    const baselines = await measureBaselines(url, choices, runsOf(count));
    const embedded = await measureEmbedded(`${folder}/data`, exam);

    await writeLines(lines, count, (at) => responseJson(choices, at, examWithScales));
    const withScales = await measureWithScales(
      await database.createDatabase(`whole_run_with_scales_${count}`),
      { form: examWithScales, lines, count },
    );
    return { count, ...assay, ...baselines, embedded, withScales };
  });
}

/** A form and as many responses to it, in a file of NDJSON. */
interface ExamInFile extends Exam {
  readonly lines: string;
}

function runsOf(count: number): number {
  return count >= 1_000_000 ? 3 : 5;
}

async function measureOnPostgres(
  url: string,
  exam: ExamInFile,
): Promise<Pick<WholeRun, "assay" | "peakMemory">> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await withAssay({ DATABASE_URL: url }, (assay) => submitExam(assay, exam.form, exam.lines));
    await sql.unsafe("vacuum analyze");
    // A process of its own: what it holds at its peak is what scoring takes.
    return await withAssay({ DATABASE_URL: url }, async (assay) => {
      const reset = async (): Promise<void> => {
        await sql.unsafe("truncate results");
        await sql.unsafe("checkpoint");
      };
      const time = await medianScoring(assay, exam, { runs: runsOf(exam.count), reset });
      const memory = await memoryOf(assay.pid);
      return { assay: time, peakMemory: memory?.peak ?? Number.NaN };
    });
  } finally {
    await sql.end();
  }
}

async function measureEmbedded(folder: string, exam: ExamInFile): Promise<number> {
  return withAssay({ DATA_DIR: folder }, async (assay) => {
    await submitExam(assay, exam.form, exam.lines);
    return medianScoring(assay, exam, { runs: runsOf(exam.count), reset: async () => {} });
  });
}

/** Beside inserting the results that it made, scales and all. */
async function measureWithScales(url: string, exam: ExamInFile): Promise<WholeRun["withScales"]> {
  const { assay } = await measureOnPostgres(url, exam);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await prepareReadyRows(sql, "results");
    const readyRows = await medianOf(
      runsOf(exam.count),
      () => runSqlBaseline(sql, "readyRows"),
      () => resetSqlBaseline(sql),
    );
    return { assay, readyRows };
  } finally {
    await sql.unsafe("drop schema if exists bench cascade");
    await sql.end();
  }
}

/** After Assay's own runs, whose newest results the baselines must agree with. */
async function measureBaselines(
  url: string,
  choices: Uint8Array,
  runs: number,
): Promise<Record<SqlBaseline, number>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const timeOf = async (baseline: SqlBaseline): Promise<number> => {
    const time = await medianOf(
      runs,
      () => runSqlBaseline(sql, baseline),
      () => resetSqlBaseline(sql),
    );
    const differences = await countDifferences(sql, "results", "bench.results");
    if (differences > 0) throw new Error(`${baseline} disagrees on ${differences} results`);
    return time;
  };
  try {
    await prepareSqlBaselines(sql, choices, "results");
    return {
      readyRows: await timeOf("readyRows"),
      jsonbAnswers: await timeOf("jsonbAnswers"),
      jsonbUnfolded: await timeOf("jsonbUnfolded"),
      answerRows: await timeOf("answerRows"),
    };
  } finally {
    await sql.unsafe("drop schema if exists bench cascade");
    await sql.end();
  }
}
