/**
 * Responses coming in: one long NDJSON body against COPY of the same lines, and
 * single submissions on many connections at once.
 *
 * @module
 */

import postgres from "postgres";

import { copyFile } from "./baselines/copy-lines.ts";
import { type AssayServer, startAssay } from "./support/assay-server.ts";
import { examChoices, examDefinition, ITEM_COUNT, responseJson } from "./support/exam.ts";
import { withScratchFolder, writeLines } from "./support/line-file.ts";
import { medianOf, timed } from "./support/measure.ts";
import { type ScratchPostgres, startScratchPostgres } from "./support/scratch-postgres.ts";
import {
  atLeast,
  atMost,
  type BenchOptions,
  milliseconds,
  number,
  type Section,
} from "./support/section.ts";

const CONNECTIONS = 64;
const RUNS = 3;

interface Measured {
  readonly count: number;
  readonly bytes: number;
  readonly copy: number;
  readonly ndjson: number;
  readonly singles: number;
  readonly singlesTime: number;
}

export async function ingestBench({ small }: BenchOptions): Promise<Section> {
  const count = small ? 10_000 : 200_000;
  const singles = small ? 2_000 : 30_000;
  const database = await startScratchPostgres();
  try {
    return await withScratchFolder(async (folder) => {
      const choices = examChoices(count);
      const lines = `${folder}/responses.ndjson`;
      const bytes = await writeLines(lines, count, (at) => responseJson(choices, at));
      const copy = await measureCopy(await database.createDatabase("copied"), lines);
      const assay = await startAssay({ DATABASE_URL: await database.createDatabase("assay") });
      try {
        const ndjson = await measureLines(assay, lines, count);
        const singlesTime = await measureSingles(assay, choices, singles);
        return report({ count, bytes, copy, ndjson, singles, singlesTime }, database);
      } finally {
        await assay.stop();
      }
    });
  } finally {
    await database.stop();
  }
}

/** Into a table with no index, which only keeps the JSON. */
async function measureCopy(url: string, lines: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`create table lines (line jsonb)`;
    return await medianOf(
      RUNS,
      () => copyFile(sql, "lines", lines),
      async () => {
        await sql`truncate lines`;
        await sql`checkpoint`;
      },
    );
  } finally {
    await sql.end();
  }
}

/** Each time into an assessment of its own, since the same lines again are duplicates. */
async function measureLines(assay: AssayServer, lines: string, count: number): Promise<number> {
  let exam = 0;
  return medianOf(
    RUNS,
    async () => {
      const { accepted } = await assay.submitLines(`exam-${exam}`, lines);
      if (accepted !== count) throw new Error(`${accepted} of ${count} responses were accepted`);
    },
    () => assay.define(`exam-${++exam}`, examDefinition("ingest")),
  );
}

/** One request a response, all into one assessment. */
async function measureSingles(
  assay: AssayServer,
  choices: Uint8Array,
  singles: number,
): Promise<number> {
  await assay.define("singles", examDefinition("singles"));
  let next = 0;
  const connection = async (): Promise<void> => {
    while (next < singles) await assay.submitOne("singles", responseJson(choices, next++));
  };
  return timed(() => Promise.all(Array.from({ length: CONNECTIONS }, connection)));
}

function report(measured: Measured, { version, settings }: ScratchPostgres): Section {
  const { count, bytes, copy, ndjson, singles, singlesTime } = measured;
  const perSecond = (responses: number, time: number): number => responses / (time / 1_000);
  const size = `${number(bytes / 2 ** 20)} MiB`;
  return {
    title: "Ingest",
    about: `${number(count)} responses × ${ITEM_COUNT} items as one NDJSON body (${size}) over HTTP, checked, encoded and stored under two unique indexes, against COPY of the same lines as jsonb into a table without any; then ${number(singles)} single submissions into one assessment on ${CONNECTIONS} connections. PostgreSQL with ${settings}. Medians of ${RUNS}.`,
    tables: [
      {
        head: ["", "time", "responses/s"],
        rows: [
          ["COPY as jsonb", milliseconds(copy), number(perSecond(count, copy))],
          ["Assay, NDJSON", milliseconds(ndjson), number(perSecond(count, ndjson))],
          ["Assay, singly", milliseconds(singlesTime), number(perSecond(singles, singlesTime))],
        ],
      },
    ],
    goals: [
      atLeast("NDJSON: at least 50,000 responses/s", perSecond(count, ndjson), 50_000, "/s"),
      atMost("NDJSON: at most 2.5× the time of COPY", ndjson / copy, 2.5),
      atLeast("singly: at least 2,000 responses/s", perSecond(singles, singlesTime), 2_000, "/s"),
    ],
    versions: [version],
  };
}
