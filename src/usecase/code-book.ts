/**
 * The answer codes of one assessment that this process knows.
 *
 * @module
 */

import type { CodeBook } from "#engine/answers/code-book.ts";

/** Answers kept in each of two generations, and characters of theirs. */
const GENERATION = 100_000;
const GENERATION_CHARACTERS = 4_000_000;
/** Nobody writes the same essay twice; the database knows it if someone does. */
const MOST_CHARACTERS = 1_000;

/**
 * Remembers recent answers in bounded memory: when the younger generation is
 * full, the older one is forgotten. A code is learnt only after the transaction
 * that gave it has committed: one that was rolled back would score wrongly.
 */
export class CodeBookOfAssessment implements CodeBook {
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  #characters = 0;

  codeOf(column: number, text: string): number | undefined {
    const name = `${column} ${text}`;
    const code = this.#young.get(name);
    if (code !== undefined) return code;
    const older = this.#old.get(name);
    if (older !== undefined) this.#keep(name, older);
    return older;
  }

  learn(column: number, text: string, code: number): void {
    this.#keep(`${column} ${text}`, code);
  }

  #keep(name: string, code: number): void {
    if (name.length > MOST_CHARACTERS) return;
    if (this.#young.size >= GENERATION || this.#characters >= GENERATION_CHARACTERS) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    this.#young.set(name, code);
    this.#characters += name.length;
  }
}
