/**
 * Turns submitted responses into rows of answer codes. This is the hot path of
 * ingest: a one-byte answer costs no object and no closure, only a comparison,
 * a Map lookup and a store.
 *
 * @module
 */

import type { Definition } from "../definition/definition.ts";

import { AnswerCode } from "./answer-code.ts";
import type { AnswerReader, AnswerRefusal } from "./answer-refusal.ts";
import { ChunkBuilder } from "./chunk-builder.ts";
import type { CodeBook } from "./code-book.ts";
import { readCode } from "./decode-response.ts";
import type { EncodedChunk } from "./encoded-chunk.ts";
import { absentRow, type EncoderCells, encoderCells } from "./encoder-cells.ts";
import { FirstUses } from "./first-uses.ts";
import type { Column, Layout } from "./layout.ts";
import { readEnvelope } from "./response-envelope.ts";
import type { RowFault } from "./row-fault.ts";
import { writeCode } from "./write-code.ts";

export interface ResponseEncoder {
  /** Takes one parsed row; a row with a fault leaves no trace. Never throws. */
  add(line: number, value: unknown): RowFault | null;
  /** Responses added since the last `take`. */
  readonly count: number;
  /** Bytes of their rows. */
  readonly bytes: number;
  /** Hands over what was added and starts anew. */
  take(): EncodedChunk;
}

/**
 * An encoder of responses to the newest revision.
 *
 * @param layout Has a column for every item of the definition.
 * @param book Asked about every answer of a wider column, and about each
 *   distinct answer of a one-byte column until it knows it.
 * @throws RangeError when the layout lacks an item of the definition.
 */
export function responseEncoder(
  layout: Layout,
  definition: Definition,
  book: CodeBook,
): ResponseEncoder {
  return new Encoder(layout, encoderCells(layout, definition), book);
}

type CellFault = Omit<RowFault, "line">;
type Members = Readonly<Record<string, unknown>>;

const stateCodes: ReadonlyMap<unknown, number> = new Map([
  ["omitted", AnswerCode.omitted],
  ["not_presented", AnswerCode.notPresented],
  ["not_applicable", AnswerCode.notApplicable],
]);

/** Answers that hold nothing are known without the dictionary. With all its gaps open, a text is omitted. */
const emptyCodes: ReadonlyMap<string, number> = new Map([
  ["[]", AnswerCode.emptySet],
  ["{}", AnswerCode.omitted],
]);

class Encoder implements ResponseEncoder {
  readonly #rowLength: number;
  readonly #columnCount: number;
  readonly #cells: EncoderCells;
  readonly #chunk: ChunkBuilder;
  readonly #uses: FirstUses;
  /** Columns of the row at hand that are answered or omitted. */
  #filled = 0;

  constructor(layout: Layout, cells: EncoderCells, book: CodeBook) {
    this.#rowLength = layout.rowLength;
    this.#columnCount = layout.columns.length;
    this.#cells = cells;
    this.#chunk = new ChunkBuilder(absentRow(layout, cells));
    this.#uses = new FirstUses(cells, book);
  }

  get count(): number {
    return this.#chunk.count;
  }

  get bytes(): number {
    return this.#chunk.at;
  }

  add(line: number, value: unknown): RowFault | null {
    const envelope = readEnvelope(line, value);
    if (!envelope.ok) return envelope.error;

    this.#filled = 0;
    const { answers, states } = envelope.value;
    const fault = this.#writeAnswers(answers) ?? (states && this.#writeStates(states));
    if (fault !== null) {
      this.#chunk.drop();
      this.#uses.drop();
      return { line, ...fault };
    }
    this.#chunk.keep(line, envelope.value, this.#filled < this.#columnCount);
    this.#uses.keep();
    return null;
  }

  take(): EncodedChunk {
    return this.#chunk.take(this.#uses.take());
  }

  /** Most rows name the items in the definition's order, so that order is tried first. */
  #writeAnswers(answers: Members): CellFault | null {
    const { ids, indexes, offsets, codes } = this.#cells;
    const { rows, at } = this.#chunk;
    const { noted } = this.#uses;
    let next = 0;
    let filled = 0;
    for (const id in answers) {
      const cell = ids[next] === id ? next : indexes.get(id);
      if (cell === undefined) return unknownItem(`answers.${id}`);
      next = cell + 1;
      filled++;

      const value = answers[id];
      const code = (codes[cell] as ReadonlyMap<unknown, number>).get(value);
      if (code === undefined || (value === 0 && Object.is(value, -0))) {
        const fault = this.#writeAnswer(cell, value);
        if (fault !== null) return fault;
        continue;
      }
      rows[at + (offsets[cell] as number)] = code;
      if (noted[(cell << 8) | code] === 0) this.#uses.note(this.#chunk.count, cell, code);
    }
    this.#filled = filled;
    return null;
  }

  /** An answer whose code its value alone does not tell: a pair, of a wider column, or refused. */
  #writeAnswer(cell: number, value: unknown): CellFault | null {
    const column = this.#cells.columns[cell] as Column;
    if (column.width === 1 && this.#writePair(cell, column, value)) return null;
    const read = this.#cells.readers[cell] as AnswerReader;
    const text = read(value);
    if (!text.ok) return refusedAnswer(column.item, text.error);
    const code = emptyCode(text.value) ?? this.#uses.codeOf(this.#chunk.count, cell, text.value);
    writeCode(this.#chunk.rows, this.#rowLength, column, this.#chunk.count, code);
    return null;
  }

  /** Whether the value was a pair that the item takes. */
  #writePair(cell: number, column: Column, value: unknown): boolean {
    if (!Array.isArray(value) || value.length !== 2 || Object.is(value[1], -0)) return false;
    const code = this.#cells.pairCodes[cell]?.get(value[0])?.get(value[1]);
    if (code === undefined) return false;
    const { rows, at, count } = this.#chunk;
    rows[at + column.offset] = code;
    if (this.#uses.noted[(cell << 8) | code] === 0) this.#uses.note(count, cell, code);
    return true;
  }

  #writeStates(states: Members): CellFault | null {
    const { rows, at } = this.#chunk;
    for (const id in states) {
      const cell = this.#cells.indexes.get(id);
      const code = stateCodes.get(states[id]);
      if (cell === undefined) return unknownItem(`states.${id}`);
      if (code === undefined) return unknownState(id);

      const column = this.#cells.columns[cell] as Column;
      const present = readCode(rows, column, at);
      if (present !== AnswerCode.absent && present !== code) return contradiction(id);
      if (present !== code && code === AnswerCode.omitted) this.#filled++;
      rows[at + column.offset] = code;
    }
    return null;
  }
}

/** Most texts are longer than an empty one: they cost no look-up. */
function emptyCode(text: string): number | undefined {
  return text.length === 2 ? emptyCodes.get(text) : undefined;
}

function refusedAnswer(item: string, { code, message, path }: AnswerRefusal): CellFault {
  const inside = path === undefined ? "" : `.${path}`;
  return { code, path: `answers.${item}${inside}`, message };
}

function unknownItem(path: string): CellFault {
  const message = "The newest definition has no such item.";
  return { code: "unknown_item", path: path.slice(0, 80), message };
}

function unknownState(id: string): CellFault {
  const message = "A state is omitted, not_presented or not_applicable.";
  return { code: "state_unknown", path: `states.${id}`, message };
}

function contradiction(id: string): CellFault {
  const message = "The answer to the item says otherwise.";
  return { code: "state_contradicts_answer", path: `states.${id}`, message };
}
