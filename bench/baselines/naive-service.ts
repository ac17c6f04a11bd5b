/**
 * The way that scoring is written first, kept as the classic table's baseline:
 * one response at a time, a query to read it, a search through the key for each
 * answer, and an insert to keep its result. Everything is awaited in order.
 *
 * @module
 */

import type postgres from "postgres";

import { answersJson, candidateId, ITEM_COUNT, KEY, OPTIONS } from "../support/exam.ts";
import { copyLines } from "./copy-lines.ts";

interface KeyEntry {
  readonly item: string;
  readonly answer: string;
  readonly points: number;
}

export interface NaiveService {
  readonly url: string;
  stop(): Promise<void>;
}

export async function prepareNaiveTables(sql: postgres.Sql, choices: Uint8Array): Promise<void> {
  await sql.unsafe(`
    create schema naive;
    create table naive.responses (candidate text primary key, answers jsonb not null);
    create table naive.results (candidate text primary key, points double precision not null);
    create table naive.answer_key (item text primary key, answer text not null, points int not null)`);
  const key = Array.from(KEY, (right, item) => ({
    item: `q${item + 1}`,
    answer: OPTIONS[right] as string,
    points: 1,
  }));
  await sql`insert into naive.answer_key ${sql(key)}`;
  await copyLines(
    sql,
    "naive.responses",
    choices.length / ITEM_COUNT,
    (candidate) => `${candidateId(candidate)}\t${answersJson(choices, candidate)}`,
  );
  await sql.unsafe("vacuum analyze naive.responses");
}

/** `POST /score` scores every stored response and answers with their number and mean. */
export function startNaiveService(sql: postgres.Sql): NaiveService {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 255,
    routes: { "/score": { POST: async () => Response.json(await scoreAll(sql)) } },
    fetch: () => new Response(null, { status: 404 }),
  });
  return { url: server.url.href, stop: () => server.stop(true) };
}

async function scoreAll(sql: postgres.Sql): Promise<{ responses: number; mean: number }> {
  const key = await sql<KeyEntry[]>`select item, answer, points from naive.answer_key`;
  const candidates = await sql<{ candidate: string }[]>`select candidate from naive.responses`;

  let sum = 0;
  for (const { candidate } of candidates) {
    const [response] = await sql<{ answers: Record<string, string | null> }[]>`
      select answers from naive.responses where candidate = ${candidate}`;
    const points = scoreOne(key, response?.answers ?? {});
    await sql`insert into naive.results (candidate, points) values (${candidate}, ${points})`;
    sum += points;
  }
  return { responses: candidates.length, mean: sum / candidates.length };
}

function scoreOne(key: readonly KeyEntry[], answers: Record<string, string | null>): number {
  let points = 0;
  for (const [item, answer] of Object.entries(answers)) {
    const entry = key.find((candidate) => candidate.item === item);
    if (entry !== undefined && entry.answer === answer) points += entry.points;
  }
  return points;
}
