/**
 * The classic table: scoring 10 to 10,000 stored responses with one call over
 * HTTP, as it is written first and as Assay does it; and reading what came of
 * it again, from the cache.
 *
 * @module
 */

import postgres from "postgres";

import {
  type NaiveService,
  prepareNaiveTables,
  startNaiveService,
} from "./baselines/naive-service.ts";
import { type AssayServer, startAssay } from "./support/assay-server.ts";
import { examChoices, examDefinition, ITEM_COUNT, responseJson } from "./support/exam.ts";
import { withScratchFolder, writeLines } from "./support/line-file.ts";
import { medianOf, timed } from "./support/measure.ts";
import { type ScratchPostgres, startScratchPostgres } from "./support/scratch-postgres.ts";
import { type RedisOverRest, startRedisOverRest } from "./support/scratch-redis.ts";
import {
  type BenchOptions,
  type Goal,
  milliseconds,
  number,
  type Section,
} from "./support/section.ts";

interface Row {
  readonly count: number;
  readonly naive: number;
  readonly assay: number;
  /** Reading the summary while the cache has it. */
  readonly cached: number;
  /** Submitting them all as NDJSON, then scoring. */
  readonly withSubmission: number;
}

const CACHED_READS = 101;

/** Milliseconds by number of responses. */
const targets = new Map([
  [10, 1_000],
  [100, 2_000],
  [1_000, 5_000],
  [10_000, 30_000],
]);

export async function classicBench({ small }: BenchOptions): Promise<Section> {
  const counts = [...targets.keys()].filter((count) => !small || count <= 1_000);
  const database = await startScratchPostgres();
  const redis = await startRedisOverRest();
  try {
    const rows: Row[] = [];
    for (const count of counts) rows.push(await measure(database, redis, count));
    return report(rows, database);
  } finally {
    await redis.stop();
    await database.stop();
  }
}

async function measure(
  database: ScratchPostgres,
  redis: RedisOverRest,
  count: number,
): Promise<Row> {
  const choices = examChoices(count);
  // The first few of a process are compiling more than they score.
  const runs = count > 1_000 ? 5 : 25;
  const naive = await measureNaive(await database.createDatabase(`naive_${count}`), choices, runs);
  const url = await database.createDatabase(`assay_${count}`);
  // One Redis for all: each row reads an assessment of its own.
  const settings = { DATABASE_URL: url, ...redis.settings };
  return { count, naive, ...(await measureAssay(settings, choices, runs)) };
}

async function measureNaive(url: string, choices: Uint8Array, runs: number): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  let service: NaiveService | null = null;
  try {
    await prepareNaiveTables(sql, choices);
    service = startNaiveService(sql);
    const address = `${service.url}score`;
    return await medianOf(
      runs,
      async () => (await fetch(address, { method: "POST", timeout: false })).json(),
      async () => sql`truncate naive.results`,
    );
  } finally {
    await service?.stop();
    await sql.end();
  }
}

async function measureAssay(
  settings: Record<string, string>,
  choices: Uint8Array,
  runs: number,
): Promise<Pick<Row, "assay" | "cached" | "withSubmission">> {
  const count = choices.length / ITEM_COUNT;
  const id = `exam-${count}`;
  const assay = await startAssay(settings);
  try {
    return await withScratchFolder(async (folder) => {
      const lines = `${folder}/responses.ndjson`;
      await writeLines(lines, count, (candidate) => responseJson(choices, candidate));
      await assay.define(id, examDefinition("classic"));
      const submission = await timed(() => assay.submitLines(id, lines));

      // Results are kept, so only a new revision gives a run anything to score.
      let revision = 0;
      const scoring = await medianOf(
        runs,
        async () => {
          const { summary } = await assay.score(id);
          if (summary?.responses !== count) throw new Error("not every response was scored");
        },
        () => assay.define(id, examDefinition(`classic ${++revision}`)),
      );
      const cached = await cachedReading(assay, id, count);
      return { assay: scoring, cached, withSubmission: submission + scoring };
    });
  } finally {
    await assay.stop();
  }
}

async function cachedReading(assay: AssayServer, id: string, count: number): Promise<number> {
  await assay.readSummary(id);
  return await medianOf(CACHED_READS, async () => {
    const { cache, responses } = await assay.readSummary(id);
    if (!cache.includes("hit") || responses !== count) throw new Error(`no hit: ${cache}`);
  });
}

function report(rows: readonly Row[], { version, settings }: ScratchPostgres): Section {
  return {
    title: "Classic table",
    about: `One call over HTTP that scores stored responses to ${ITEM_COUNT} items, on PostgreSQL (${settings}). The naive way reads each response with a query, searches the key for each answer and inserts each result. Cached is reading the summary of it again, from Redis over REST; its improvement is over scoring. Medians of 25 runs of servers that have just started, of 10,000 responses of 5.`,
    tables: [
      {
        head: [
          "responses",
          "naive",
          "Assay",
          "improvement",
          "cached",
          "improvement by cache",
          "Assay, with submission",
          "target",
        ],
        rows: rows.map(({ count, naive, assay, cached, withSubmission }) => [
          number(count),
          milliseconds(naive),
          milliseconds(assay),
          `${number(naive / assay)}×`,
          milliseconds(cached),
          `${number(assay / cached)}×`,
          milliseconds(withSubmission),
          milliseconds(targets.get(count) ?? Number.NaN),
        ]),
      },
    ],
    goals: rows.map(goalOf),
    versions: [version],
  };
}

function goalOf({ count, assay, withSubmission }: Row): Goal {
  const target = targets.get(count) ?? Number.NaN;
  return {
    goal: `${number(count)} responses within ${milliseconds(target)}`,
    measured: `${milliseconds(assay)}; ${milliseconds(withSubmission)} with submission`,
    met: withSubmission <= target,
  };
}
