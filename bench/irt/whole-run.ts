/**
 * Whole runs over HTTP with abilities, beside the same without.
 *
 * @module
 */

import postgres from "postgres";

import { withAssay } from "../support/assay-server.ts";
import { examChoices, plainExam, responseJson } from "../support/exam.ts";
import { examWithIrt } from "../support/exam-with-irt.ts";
import { withScratchFolder, writeLines } from "../support/line-file.ts";
import { type Exam, medianScoring, submitExam } from "../support/scored-exam.ts";
import type { ScratchPostgres } from "../support/scratch-postgres.ts";

/** Median milliseconds from POST /score to its summary. */
export interface RunWithAbility {
  readonly count: number;
  readonly plain: number;
  readonly withEap: number;
}

export async function measureRuns(
  database: ScratchPostgres,
  count: number,
): Promise<RunWithAbility> {
  console.error(`whole run with abilities: ${count} responses`);
  const url = await database.createDatabase(`ability_${count}`);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await submit(url, count);
    await sql.unsafe("vacuum analyze");
    const plain = await scoringOf(sql, url, { form: plainExam, count });
    const withEap = await scoringOf(sql, url, { form: examWithIrt, count });
    await expectAbilities(sql, count);
    return { count, plain, withEap };
  } finally {
    await sql.end();
  }
}

async function submit(url: string, count: number): Promise<void> {
  await withScratchFolder(async (folder) => {
    const choices = examChoices(count);
    const lines = `${folder}/responses.ndjson`;
    await writeLines(lines, count, (at) => responseJson(choices, at));
    await withAssay({ DATABASE_URL: url }, (assay) => submitExam(assay, plainExam, lines));
  });
}

/** In a process of its own, so that neither form warms up the other's. */
async function scoringOf(sql: postgres.Sql, url: string, exam: Exam): Promise<number> {
  const reset = async (): Promise<void> => {
    await sql.unsafe("truncate results");
    await sql.unsafe("checkpoint");
  };
  const runs = exam.count >= 1_000_000 ? 2 : 5;
  return withAssay({ DATABASE_URL: url }, (assay) => medianScoring(assay, exam, { runs, reset }));
}

async function expectAbilities(sql: postgres.Sql, count: number): Promise<void> {
  const [row] = await sql`select count(thetas[1])::int as abilities from results`;
  if (row?.["abilities"] !== count) throw new Error("not every response has an ability");
}
