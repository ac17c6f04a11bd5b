/**
 * The same scoring by PostgreSQL alone, as one statement a run, into a table
 * identical to `results` with its indexes.
 *
 * Every baseline is given what helps it: analysed tables, a primary key on what
 * it reads, numbers for item ids in the table of answers, and an empty target.
 *
 * @module
 */

import type postgres from "postgres";

import { answersJson, ITEM_COUNT, KEY, OPTIONS } from "../support/exam.ts";
import { copyLines } from "./copy-lines.ts";

export type SqlBaseline = keyof typeof statements;

const statements = {
  /** The limit: rows that are ready, only inserted. */
  readyRows: `
    insert into bench.results select * from bench.ready_results`,

  /** Answers as jsonb, the key as a table; each answer's value is looked up by its item. */
  jsonbAnswers: `
    insert into bench.results (assessment, revision, ordinal, points)
    select 1, 1, response.ordinal, (
      select sum(case when response.answers ->> key.item = key.answer then key.points else 0 end)
      from bench.answer_key key
    )
    from bench.jsonb_responses response`,

  /** The same, by unfolding the object and joining; which of the two is faster depends on the machine. */
  jsonbUnfolded: `
    insert into bench.results (assessment, revision, ordinal, points)
    select 1, 1, response.ordinal,
      sum(case when given.value = key.answer then key.points else 0 end)
    from bench.jsonb_responses response
    cross join lateral jsonb_each_text(response.answers) given
    join bench.answer_key key on key.item = given.key
    group by response.ordinal`,

  /** One row an answer, joined to the key. */
  answerRows: `
    insert into bench.results (assessment, revision, ordinal, points)
    select 1, 1, given.ordinal,
      sum(case when given.answer = key.answer then key.points else 0 end)
    from bench.answer_rows given
    join bench.answer_key key on key.number = given.item
    group by given.ordinal`,
} as const;

/**
 * Makes the tables that the statements read, in a schema of their own.
 *
 * @param results The table whose twin is written to, with all its indexes.
 */
export async function prepareSqlBaselines(
  sql: postgres.Sql,
  choices: Uint8Array,
  results: string,
): Promise<void> {
  await sql.unsafe(`
    create schema bench;
    create table bench.results (like ${results} including all);
    create unlogged table bench.ready_results (like ${results} including defaults);
    create table bench.answer_key
      (number smallint primary key, item text unique, answer text not null, points bigint not null);
    create unlogged table bench.jsonb_responses (ordinal int primary key, answers jsonb not null);
    create unlogged table bench.answer_rows (ordinal int, item smallint, answer text);`);

  const key = Array.from(KEY, (right, item) => ({
    number: item + 1,
    item: `q${item + 1}`,
    answer: OPTIONS[right] as string,
    points: 1_000_000,
  }));
  await sql`insert into bench.answer_key ${sql(key)}`;

  await copyLines(
    sql,
    "bench.jsonb_responses (ordinal, answers)",
    choices.length / ITEM_COUNT,
    (candidate) => `${candidate + 1}\t${answersJson(choices, candidate)}`,
  );
  await sql.unsafe(`
    insert into bench.answer_rows
    select ordinal, substr(given.key, 2)::smallint, given.value
    from bench.jsonb_responses cross join lateral jsonb_each_text(answers) given`);
  await sql.unsafe("alter table bench.answer_rows add primary key (ordinal, item)");
  await sql.unsafe(statements.jsonbUnfolded.replace("bench.results", "bench.ready_results"));
  await sql.unsafe("vacuum analyze");
}

/**
 * Makes what the first statement reads and writes, of results that are there.
 *
 * @param results A table of results of one revision.
 */
export async function prepareReadyRows(sql: postgres.Sql, results: string): Promise<void> {
  await sql.unsafe(`
    create schema bench;
    create table bench.results (like ${results} including all);
    create unlogged table bench.ready_results as select * from ${results};
    analyze bench.ready_results`);
}

export async function runSqlBaseline(sql: postgres.Sql, baseline: SqlBaseline): Promise<void> {
  await sql.unsafe(statements[baseline]);
}

/** An empty target, and no write of the last run still owed to the disk. */
export async function resetSqlBaseline(sql: postgres.Sql): Promise<void> {
  await sql.unsafe("truncate bench.results");
  await sql.unsafe("checkpoint");
}

/** How many rows of two tables of results disagree in points; 0 where both hold the same. */
export async function countDifferences(
  sql: postgres.Sql,
  left: string,
  right: string,
): Promise<number> {
  const [row] = await sql.unsafe(`
    select count(*)::int as differences
    from (select ordinal, points from ${left}) l
    full join (select ordinal, points from ${right}) r using (ordinal)
    where l.points is distinct from r.points`);
  return Number(row?.["differences"]);
}
