/**
 * Collects encoded responses until somebody takes them.
 *
 * @module
 */

import type { EncodedChunk, UnseenAnswer } from "./encoded-chunk.ts";
import type { Envelope } from "./response-envelope.ts";

const FIRST_CAPACITY = 64;

export class ChunkBuilder {
  /** Rows so far and at least one more, blank until somebody writes into it. Replaced as it grows. */
  rows: Uint8Array;
  /** First byte of the next row. */
  at = 0;
  readonly #blank: Uint8Array;
  #parts = noParts();

  /** @param blank What a row holds before anything is written into it. */
  constructor(blank: Uint8Array) {
    this.#blank = blank;
    this.rows = new Uint8Array(blank.length * FIRST_CAPACITY);
    this.#fillBlank(0, this.rows.length);
  }

  get count(): number {
    return this.#parts.lines.length;
  }

  /** Makes the next row one of the chunk. */
  keep(line: number, envelope: Envelope, hasGaps: boolean): void {
    const parts = this.#parts;
    parts.lines.push(line);
    parts.candidates.push(envelope.candidate);
    parts.attempts.push(envelope.attempt);
    parts.submittedAt.push(envelope.submittedAt);
    parts.attributes.push(envelope.attributes);
    parts.hasGaps.push(hasGaps);
    this.at += this.#blank.length;
    if (this.at === this.rows.length) this.#grow();
  }

  /** Forgets what was written into the next row. */
  drop(): void {
    this.rows.set(this.#blank, this.at);
  }

  take(unseen: UnseenAnswer[]): EncodedChunk {
    const { count } = this;
    const rows = this.rows.slice(0, this.at);
    const chunk = { count, ...this.#parts, rows, unseen };
    this.#fillBlank(0, this.at);
    this.at = 0;
    this.#parts = noParts();
    return chunk;
  }

  #grow(): void {
    const rows = new Uint8Array(this.rows.length * 2);
    rows.set(this.rows);
    this.rows = rows;
    this.#fillBlank(this.at, rows.length);
  }

  /** @param from, to Bytes, whole rows. */
  #fillBlank(from: number, to: number): void {
    if (from === to) return;
    this.rows.set(this.#blank, from);
    for (let filled = this.#blank.length; from + filled < to; filled *= 2) {
      this.rows.copyWithin(from + filled, from, Math.min(from + filled, to - filled));
    }
  }
}

function noParts(): Omit<EncodedChunk, "count" | "rows" | "unseen"> {
  return {
    lines: [],
    candidates: [],
    attempts: [],
    submittedAt: [],
    attributes: [],
    hasGaps: [],
  };
}
