/**
 * Gives the open answers of an encoded chunk their codes.
 *
 * @module
 */

import { canonicalText, FIRST_CANONICAL_CODE } from "#engine/answers/canonical-text.ts";
import { parseAnswer } from "#engine/answers/answer-text.ts";
import type { EncodedChunk, UnseenAnswer } from "#engine/answers/encoded-chunk.ts";
import type { Column } from "#engine/answers/layout.ts";
import { writeCode } from "#engine/answers/write-code.ts";
import type { AssessmentKey } from "#store/assessment-key.ts";
import { findCodes, highestCode, internAnswers, type NewEntry } from "#store/dictionary.ts";

import type { Deps } from "./deps.ts";
import type { Target } from "./submission-target.ts";

/** Interns what the code book did not know, and writes the codes into the rows. */
export async function internChunk(
  deps: Pick<Deps, "db">,
  target: Target,
  chunk: EncodedChunk,
): Promise<void> {
  if (chunk.unseen.length === 0) return;
  const crowded = await crowdedColumns(deps, target, chunk.unseen);
  const entries = new Map<string, { entry: NewEntry; column: number; uses: UnseenAnswer[] }>();
  for (const unseen of chunk.unseen) {
    const text = crowded.has(unseen.column) ? canonicalOf(target, unseen) : unseen.text;
    const name = `${unseen.column} ${text}`;
    const known = entries.get(name);
    if (known !== undefined) {
      known.uses.push(unseen);
      continue;
    }
    const { item } = columnOf(target, unseen.column);
    const entry = { item, text, ...(unseen.code === null ? {} : { code: unseen.code }) };
    entries.set(name, { entry, column: unseen.column, uses: [unseen] });
  }

  const wanted = [...entries.values()];
  const codes = await codesOf(
    deps,
    target.key,
    wanted.map(({ entry }) => entry),
  );
  for (const [index, { entry, column, uses }] of wanted.entries()) {
    const code = codes[index] as number;
    target.book.learn(column, entry.text, code);
    for (const use of uses) {
      if (use.code !== null) continue;
      writeCode(chunk.rows, target.layout.rowLength, columnOf(target, column), use.row, code);
    }
  }
}

/** Looks first without the lock: most of what this process does not know, the database does. */
async function codesOf(
  deps: Pick<Deps, "db">,
  key: AssessmentKey,
  entries: readonly NewEntry[],
): Promise<number[]> {
  const known = await findCodes(deps.db, key, entries);
  const unknown = entries.filter((_, index) => known[index] === null);
  const added = await internAnswers(deps.db, key, unknown);
  let next = 0;
  return known.map((code) => code ?? (added[next++] as number));
}

/**
 * Two-byte columns whose codes would pass the point from which only canonical
 * texts are given new ones: sets of the same options in other orders are then
 * one answer, so the column can never run out.
 */
async function crowdedColumns(
  deps: Pick<Deps, "db">,
  target: Target,
  unseen: readonly UnseenAnswer[],
): Promise<ReadonlySet<number>> {
  const counts = new Map<number, number>();
  for (const { column } of unseen) counts.set(column, (counts.get(column) ?? 0) + 1);
  const crowded = new Set<number>();
  for (const [index, count] of counts) {
    const column = columnOf(target, index);
    if (column.width !== 2) continue;
    const highest = await highestCode(deps.db, target.key, column.item);
    if ((highest ?? 0) + count >= FIRST_CANONICAL_CODE) crowded.add(index);
  }
  return crowded;
}

function canonicalOf(target: Target, { column, text }: UnseenAnswer): string {
  const item = target.itemsByColumn.get(column);
  return item === undefined ? text : canonicalText(item, parseAnswer(text));
}

function columnOf(target: Target, index: number): Column {
  const column = target.layout.columns[index];
  if (column === undefined) throw new RangeError(`the layout has no column ${index}`);
  return column;
}
