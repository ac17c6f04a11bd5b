/**
 * What the encoder needs to know of each item, in flat arrays: its loop over
 * answers then does one comparison, one Map lookup and one store a cell.
 *
 * @module
 */

import type { Definition } from "../definition/definition.ts";

import { AnswerCode } from "./answer-code.ts";
import type { AnswerReader } from "./answer-refusal.ts";
import { answerReader } from "./answer-text.ts";
import type { Column, Layout } from "./layout.ts";

/** Shape of every array: one entry per item of the definition, in its order. */
export interface EncoderCells {
  readonly ids: readonly string[];
  readonly indexes: ReadonlyMap<string, number>;
  /** Index into the layout's columns. */
  readonly columnIndexes: readonly number[];
  readonly columns: readonly Column[];
  /** First byte of the code in a row. */
  readonly offsets: Int32Array;
  /** Values whose code is known beforehand: null, and all answers of one-byte items. */
  readonly codes: readonly ReadonlyMap<unknown, number>[];
  /** Codes of pairs of option and level, which a Map cannot find by value. */
  readonly pairCodes: readonly PairCodes[];
  /** Judges the values that have no such code. */
  readonly readers: readonly AnswerReader[];
}

/** By option, then by level. */
export type PairCodes = ReadonlyMap<unknown, ReadonlyMap<unknown, number>>;

/**
 * @throws RangeError when the layout lacks an item of the definition, or one of its answers.
 */
export function encoderCells(layout: Layout, definition: Definition): EncoderCells {
  const columnOf = new Map(layout.columns.map((column, index) => [column.item, index]));
  const ids = definition.items.map((item) => item.id);
  const columnIndexes = ids.map((id) => found(columnOf.get(id), id));
  const columns = columnIndexes.map((index) => layout.columns[index] as Column);
  const readers = definition.items.map(answerReader);
  const known = columns.map((column, cell) => knownCodes(column, readers[cell] as AnswerReader));
  return {
    ids,
    indexes: new Map(ids.map((id, cell) => [id, cell])),
    columnIndexes,
    columns,
    offsets: Int32Array.from(columns, (column) => column.offset),
    codes: known.map(({ byValue }) => byValue),
    pairCodes: known.map(({ byPair }) => byPair),
    readers,
  };
}

/** Answers that the item could once take and no longer can are left out, and so refused. */
function knownCodes(column: Column, read: AnswerReader) {
  const byValue = new Map<unknown, number>([[null, AnswerCode.omitted]]);
  const byPair = new Map<unknown, Map<unknown, number>>();
  for (const [index, text] of column.answers.entries()) {
    const value: unknown = JSON.parse(text);
    if (!read(value).ok) continue;
    const code = AnswerCode.firstAnswer + index;
    if (Array.isArray(value)) {
      const [option, level]: readonly unknown[] = value;
      byPair.set(option, (byPair.get(option) ?? new Map<unknown, number>()).set(level, code));
    } else byValue.set(value, code);
  }
  return { byValue, byPair };
}

function found(index: number | undefined, item: string): number {
  if (index === undefined) throw new RangeError(`the layout has no column for ${item}`);
  return index;
}

/**
 * A row in which every item is absent: what each row starts from. An item that
 * was taken out of the definition does not exist until it comes back: nobody
 * could answer it.
 */
export function absentRow({ rowLength }: Layout, { offsets }: EncoderCells): Uint8Array {
  const row = new Uint8Array(rowLength);
  for (const offset of offsets) row[offset] = AnswerCode.absent;
  return row;
}
