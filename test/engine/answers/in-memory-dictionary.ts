import { AnswerCode } from "#engine/answers/answer-code.ts";
import type { CodeBook } from "#engine/answers/code-book.ts";
import type { EncodedChunk } from "#engine/answers/encoded-chunk.ts";
import type { Layout } from "#engine/answers/layout.ts";
import { writeCode } from "#engine/answers/write-code.ts";

/** A dictionary as the store keeps one, without the store. */
export class InMemoryDictionary implements CodeBook {
  readonly asked: string[] = [];
  readonly #codes = new Map<number, Map<string, number>>();

  codeOf(column: number, text: string): number | undefined {
    this.asked.push(`${column} ${text}`);
    return this.#codes.get(column)?.get(text);
  }

  textOf = (column: number, code: number): string => {
    for (const [text, known] of this.#codes.get(column) ?? []) if (known === code) return text;
    throw new RangeError(`column ${column} has no code ${code}`);
  };

  /** Gives unseen answers codes and writes them into the chunk's rows. */
  intern(layout: Layout, chunk: EncodedChunk): void {
    for (const { row, column, text, code } of chunk.unseen) {
      const codes = this.#codes.get(column) ?? new Map<string, number>();
      this.#codes.set(column, codes);
      const interned = code ?? codes.get(text) ?? AnswerCode.firstAnswer + codes.size;
      codes.set(text, interned);
      const place = layout.columns[column];
      if (place !== undefined) writeCode(chunk.rows, layout.rowLength, place, row, interned);
    }
  }
}
