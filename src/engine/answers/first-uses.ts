/**
 * Finds the answers that the dictionary does not hold yet.
 *
 * Codes of one-byte columns are known without it, but the dictionary must hold
 * each that is used. So each is asked about once, then remembered in a table
 * that costs the encoder one load a cell.
 *
 * @module
 */

import { AnswerCode } from "./answer-code.ts";
import type { CodeBook } from "./code-book.ts";
import type { UnseenAnswer } from "./encoded-chunk.ts";
import type { EncoderCells } from "./encoder-cells.ts";

export class FirstUses {
  /** Entry (cell << 8 | code) is 0 while the answer must be noted. States never must. */
  readonly noted: Uint8Array;
  readonly #cells: EncoderCells;
  readonly #book: CodeBook;
  #unseen: UnseenAnswer[] = [];
  /** Entries of `noted` set by answers of this chunk that the book did not know. */
  #reported: number[] = [];
  #keptUnseen = 0;
  #keptReported = 0;

  constructor(cells: EncoderCells, book: CodeBook) {
    this.#cells = cells;
    this.#book = book;
    this.noted = new Uint8Array(cells.ids.length << 8);
    for (let entry = 0; entry < this.noted.length; entry += 256) {
      this.noted.fill(1, entry, entry + AnswerCode.firstAnswer);
    }
  }

  /** Notes an answer of a one-byte column. */
  note(row: number, cell: number, code: number): void {
    const entry = (cell << 8) | code;
    const column = this.#cells.columnIndexes[cell] as number;
    const text = this.#cells.columns[cell]?.answers[code - AnswerCode.firstAnswer] as string;
    this.noted[entry] = 1;
    if (this.#book.codeOf(column, text) !== undefined) return;
    this.#reported.push(entry);
    this.#unseen.push({ row, column, text, code });
  }

  /** The code of an answer of a wider column, 0 when it must be interned first. */
  codeOf(row: number, cell: number, text: string): number {
    const column = this.#cells.columnIndexes[cell] as number;
    const code = this.#book.codeOf(column, text);
    if (code !== undefined) return code;
    this.#unseen.push({ row, column, text, code: null });
    return 0;
  }

  /** The row is part of the chunk. */
  keep(): void {
    this.#keptUnseen = this.#unseen.length;
    this.#keptReported = this.#reported.length;
  }

  /** Forgets what was found since the last row kept. */
  drop(): void {
    this.#unseen.length = this.#keptUnseen;
    this.#forget(this.#keptReported);
  }

  /** What the chunk needs interned; asks the book again from here on. */
  take(): UnseenAnswer[] {
    const unseen = this.#unseen;
    this.#unseen = [];
    this.#forget(0);
    this.keep();
    return unseen;
  }

  #forget(from: number): void {
    for (let i = from; i < this.#reported.length; i++) {
      this.noted[this.#reported[i] as number] = 0;
    }
    this.#reported.length = from;
  }
}
