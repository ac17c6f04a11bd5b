/**
 * The dictionary: which code stands for which exact answer to which item.
 *
 * Look-ups are scalar subqueries, one index probe each: a join could be planned
 * as a scan on tables that were never analysed. Why those by hash negate the
 * assessment is said in tables.ts.
 *
 * @module
 */

import { and, asc, desc, eq, gt, sql } from "drizzle-orm";

import type { AnswerCode } from "#engine/answers/answer-code.ts";

import type { AssessmentKey } from "./assessment-key.ts";
import { lockAssessment } from "./counters.ts";
import { type Db, rowsOf } from "./db.ts";
import { numberList } from "./number-list.ts";
import { dictionary } from "./tables.ts";
import { transaction } from "./transaction.ts";

export interface DictionaryEntry {
  readonly item: string;
  /** The answer as JSON text. */
  readonly text: string;
}

/** The code of each answer, or null where it was never seen. */
export async function findCodes(
  db: Db,
  key: AssessmentKey,
  entries: readonly DictionaryEntry[],
): Promise<(number | null)[]> {
  if (entries.length === 0) return [];
  const rows = await rowsOf<{ code: number | null }>(
    db,
    sql`select (select known.code from dictionary known
                where -known.assessment = -${key}::int and known.item = entry.item
                  and known.hash = sha256(convert_to(entry.answer, 'UTF8'))) as code
        from (select value ->> 0 as item, value ->> 1 as answer, ordinality
              from json_array_elements(${pairs(entries)}::json) with ordinality) entry
        order by entry.ordinality`,
  );
  return rows.map((row) => row.code);
}

/** The answer of each (item, code), or null where there is none. */
export async function findAnswers(
  db: Db,
  key: AssessmentKey,
  entries: { readonly items: readonly string[]; readonly codes: readonly number[] },
): Promise<(string | null)[]> {
  if (entries.items.length === 0) return [];
  const rows = await rowsOf<{ answer: string | null }>(
    db,
    sql`select (select known.answer from dictionary known
                where known.assessment = ${key}::int and known.item = entry.item
                  and known.code = entry.code) as answer
        from rows from (
          json_array_elements_text(${JSON.stringify(entries.items)}::json),
          unnest(${numberList(entries.codes)}::int[])
        ) with ordinality as entry(item, code, ordinality)
        order by entry.ordinality`,
  );
  return rows.map((row) => row.answer);
}

/** The highest code that an item has given out, or null before the first. */
export async function highestCode(
  db: Db,
  key: AssessmentKey,
  item: string,
): Promise<number | null> {
  const [row] = await db
    .select({ code: dictionary.code })
    .from(dictionary)
    .where(and(eq(dictionary.assessment, key), eq(dictionary.item, item)))
    .orderBy(desc(dictionary.code))
    .limit(1);
  return row?.code ?? null;
}

/** Answers that were ever given to an item, in the order of their codes. */
export async function answersOfItem(
  db: Db,
  key: AssessmentKey,
  item: string,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly code: number; readonly text: string }[]> {
  return await db
    .select({ code: dictionary.code, text: dictionary.answer })
    .from(dictionary)
    .where(
      and(
        eq(dictionary.assessment, key),
        eq(dictionary.item, item),
        gt(dictionary.code, page.after),
      ),
    )
    .orderBy(asc(dictionary.code))
    .limit(page.limit);
}

const FIRST_CODE: typeof AnswerCode.firstAnswer = 8;

export interface NewEntry extends DictionaryEntry {
  /** Given where the layout has fixed it already, for items of one byte. */
  readonly code?: number;
}

/**
 * The code of each answer, new ones added: per item the next free code, from
 * `AnswerCode.firstAnswer` on, in the order of entries.
 *
 * Its own transaction under the assessment's lock, so two callers with the same
 * answer get the same code. Learn the codes only from what this returns: a code
 * of a transaction that was rolled back would later mean another answer.
 */
export async function internAnswers(
  db: Db,
  key: AssessmentKey,
  entries: readonly NewEntry[],
): Promise<number[]> {
  if (entries.length === 0) return [];
  return await transaction(db, async (tx) => {
    await lockAssessment(tx, key);
    const known = await findCodes(tx, key, entries);
    const unknown = entries.filter((_, i) => known[i] === null);
    const added = await insertEntries(tx, key, unknown);
    return entries.map((entry, i) => known[i] ?? (added.get(nameOf(entry)) as number));
  });
}

/** Adds entries that are not in the dictionary; answers with their codes by name. */
async function insertEntries(
  tx: Db,
  key: AssessmentKey,
  entries: readonly NewEntry[],
): Promise<ReadonlyMap<string, number>> {
  const codes = new Map<string, number>();
  if (entries.length === 0) return codes;

  const next = await nextCodes(tx, key, new Set(entries.map((entry) => entry.item)));
  const fresh: NewEntry[] = [];
  for (const entry of entries) {
    if (codes.has(nameOf(entry))) continue;
    const free = next.get(entry.item) ?? FIRST_CODE;
    if (entry.code === undefined) next.set(entry.item, free + 1);
    codes.set(nameOf(entry), entry.code ?? free);
    fresh.push(entry);
  }

  await tx.execute(
    sql`insert into dictionary (assessment, item, code, hash, answer)
        select ${key}::int, entry.pair ->> 0, entry.code,
               sha256(convert_to(entry.pair ->> 1, 'UTF8')), entry.pair ->> 1
        from rows from (
          json_array_elements(${pairs(fresh)}::json),
          unnest(${numberList([...codes.values()])}::int[])
        ) as entry(pair, code)`,
  );
  return codes;
}

/** The next free code of each item. */
async function nextCodes(
  tx: Db,
  key: AssessmentKey,
  items: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const rows = await rowsOf<{ item: string; highest: number | null }>(
    tx,
    sql`select asked.item,
               (select max(known.code) from dictionary known
                where known.assessment = ${key}::int and known.item = asked.item) as highest
        from json_array_elements_text(${JSON.stringify([...items])}::json) asked(item)`,
  );
  return new Map(
    rows.map(({ item, highest }) => [item, highest === null ? FIRST_CODE : highest + 1]),
  );
}

/** One string for (item, answer): item ids cannot hold a line break. */
function nameOf(entry: DictionaryEntry): string {
  return `${entry.item}\n${entry.text}`;
}

/** Entries as one JSON parameter, since text can hold what an array literal cannot. */
function pairs(entries: readonly DictionaryEntry[]): string {
  return JSON.stringify(entries.map((entry) => [entry.item, entry.text]));
}
