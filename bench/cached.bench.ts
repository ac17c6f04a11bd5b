/**
 * Reading one cached summary over and over at 32 keep-alive connections.
 *
 * @module
 */

import postgres from "postgres";

import { type CachedTarget, cachedTargets, type OpenTarget } from "./cached/cached-target.ts";
import type { Load, LoadReport } from "./cached/load-process.ts";
import { examChoices, examDefinition, responseJson } from "./support/exam.ts";
import { withScratchFolder, writeLines } from "./support/line-file.ts";
import { median } from "./support/measure.ts";
import { type ScratchPostgres, startScratchPostgres } from "./support/scratch-postgres.ts";
import {
  atLeast,
  atMost,
  type BenchOptions,
  type Goal,
  milliseconds,
  number,
  type Section,
} from "./support/section.ts";

const CONNECTIONS = 32;
const RESPONSES = 1_000;
const ID = "exam";

const GOAL_PER_SECOND = 8_000;
const GOAL_P99_MS = 15;

/** Of the answers, those that may come from Postgres: a machine that stalls makes Redis late. */
const MISSES = { judged: 0.01, reported: 0.1 };

interface Row {
  readonly target: CachedTarget;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly answers: number;
  /** Answers that were no hits. */
  readonly misses: number;
  /** Of the whole database, while all of this was asked. */
  readonly transactions: number;
}

export async function cachedBench({ small }: BenchOptions): Promise<Section> {
  const [rounds, seconds] = small ? [1, 2] : [5, 5];
  const database = await startScratchPostgres();
  try {
    const rows: Row[] = [];
    for (const [index, target] of cachedTargets.entries()) {
      const url = await database.createDatabase(`cached_${index}`);
      const open = await target.open(url);
      try {
        const mostMisses = target.isJudged ? MISSES.judged : MISSES.reported;
        rows.push({ target, ...(await measure(open, { url, rounds, seconds, mostMisses })) });
      } finally {
        await open.stop();
      }
    }
    return report(rows, database);
  } finally {
    await database.stop();
  }
}

interface Amount {
  readonly url: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly mostMisses: number;
}

async function measure(
  { assay }: OpenTarget,
  { url, rounds, seconds, mostMisses }: Amount,
): Promise<Omit<Row, "target">> {
  await withScratchFolder(async (folder) => {
    const choices = examChoices(RESPONSES);
    const lines = `${folder}/responses.ndjson`;
    await writeLines(lines, RESPONSES, (candidate) => responseJson(choices, candidate));
    await assay.define(ID, examDefinition("cached"));
    await assay.submitLines(ID, lines);
    await assay.score(ID);
  });
  await assay.readSummary(ID);
  const { cache, responses } = await assay.readSummary(ID);
  if (!cache.includes("hit") || responses !== RESPONSES) throw new Error(`not cached: ${cache}`);

  const load = { ...loadOf(assay), seconds };
  await apply(load);
  const before = await transactionsOf(url);
  const reports: LoadReport[] = [];
  for (let round = 0; round < rounds; round++) reports.push(await apply(load));
  const transactions = (await transactionsOf(url)) - before;
  const answers = sumOf(reports, "answers");
  const misses = sumOf(reports, "unexpected");
  if (Math.max(misses, transactions) > mostMisses * answers) {
    throw new Error(`not cached: ${misses} misses, ${transactions} transactions of ${answers}`);
  }
  return {
    perSecond: median(reports.map(({ perSecond }) => perSecond)),
    p50: median(reports.map(({ p50 }) => p50)),
    p99: median(reports.map(({ p99 }) => p99)),
    answers,
    misses,
    transactions,
  };
}

function sumOf(reports: readonly LoadReport[], field: "answers" | "unexpected"): number {
  return reports.reduce((sum, report) => sum + report[field], 0);
}

function loadOf({ origin, key }: OpenTarget["assay"]): Omit<Load, "seconds"> {
  const { host, port } = new URL(origin);
  const head = [
    `GET /v1/assessments/${ID}/summary HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${key}`,
  ];
  return {
    port: Number(port),
    request: `${head.join("\r\n")}\r\n\r\n`,
    expected: "assay; hit",
    connections: CONNECTIONS,
  };
}

async function apply(load: Load): Promise<LoadReport> {
  const file = new URL("./cached/load-process.ts", import.meta.url).pathname;
  const child = Bun.spawn([process.execPath, file, JSON.stringify(load)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const report = JSON.parse(await new Response(child.stdout).text()) as LoadReport;
  if (report.failures > 0) throw new Error(`${report.failures} requests failed`);
  return report;
}

/** Counted from another database, so that asking is not counted. */
async function transactionsOf(url: string): Promise<number> {
  const at = new URL(url);
  const name = at.pathname.slice(1);
  at.pathname = "/postgres";
  const sql = postgres(at.href, { max: 1, onnotice: () => {} });
  try {
    // A backend that is idle reports what it did within ten seconds.
    await Bun.sleep(11_000);
    const [row] = await sql<{ count: string }[]>`
      select xact_commit + xact_rollback as count from pg_stat_database where datname = ${name}
    `;
    return Number(row?.count);
  } finally {
    await sql.end();
  }
}

function report(rows: readonly Row[], { version }: ScratchPostgres): Section {
  return {
    title: "Cached summary",
    about: `Reading the cached summary of ${number(RESPONSES)} responses at ${CONNECTIONS} keep-alive connections, with a key and its rate limit, all on one machine: the load, Assay, and Redis with REST in front of it are processes of their own. The transactions of the database meanwhile are the sweep of owed invalidations, and the misses if there were any. Medians.`,
    tables: [
      {
        head: ["", "requests/s", "p50", "p99", "answers", "misses", "transactions"],
        rows: rows.map(({ target, perSecond, p50, p99, answers, misses, transactions }) => [
          target.name,
          number(perSecond),
          milliseconds(p50),
          milliseconds(p99),
          number(answers),
          String(misses),
          String(transactions),
        ]),
      },
    ],
    goals: rows.filter(({ target }) => target.isJudged).flatMap(goalsOf),
    versions: [version],
  };
}

function goalsOf({ target: { name }, perSecond, p99 }: Row): Goal[] {
  return [
    atLeast(
      `${name}: at least ${number(GOAL_PER_SECOND)} requests/s`,
      perSecond,
      GOAL_PER_SECOND,
      "/s",
    ),
    atMost(`${name}: p99 under ${GOAL_P99_MS} ms`, p99, GOAL_P99_MS, " ms"),
  ];
}
