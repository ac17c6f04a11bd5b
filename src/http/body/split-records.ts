/**
 * Cuts a body of any length into records, with memory for one of them.
 *
 * @module
 */

import { newlineEnd, type RecordEnd } from "./record-end.ts";

const MAX_RECORD_BYTES = 1024 * 1024;

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = new Uint8Array();

export interface ByteRecord {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  /** Without the line ending; null where it is longer than a record may be. */
  readonly bytes: Uint8Array | null;
}

/**
 * The records of a body, in arrays of those that each chunk completes. Empty
 * lines and a byte order mark are left out. What the records are does not
 * depend on how the body is cut into chunks.
 */
export async function* splitRecords(
  body: ReadableStream<Uint8Array>,
  end: RecordEnd,
): AsyncGenerator<readonly ByteRecord[]> {
  const splitter = new Splitter(end);
  for await (const chunk of body) yield splitter.push(chunk);
  yield splitter.finish();
}

class Splitter {
  readonly #end: RecordEnd;
  #records: ByteRecord[] = [];
  /** Where the record at hand begins. */
  #line = 1;
  /** Whether the record at hand was too long, so that the rest of its line means nothing. */
  #skipping = false;
  /** The first `#length` bytes are the record at hand, as far as earlier chunks brought it. */
  #held = NOTHING;
  #length = 0;

  constructor(end: RecordEnd) {
    this.#end = end;
  }

  push(chunk: Uint8Array): readonly ByteRecord[] {
    for (let at = 0; at < chunk.length;) at = this.#advance(chunk, at);
    return this.#takeRecords();
  }

  finish(): readonly ByteRecord[] {
    if (this.#length > 0) this.#complete(NOTHING);
    return this.#takeRecords();
  }

  /** Reads up to the end of a record, of the chunk, or of what a record may hold. */
  #advance(chunk: Uint8Array, from: number): number {
    const end = this.#skipping ? newlineEnd : this.#end;
    const limit = Math.min(chunk.length, from + MAX_RECORD_BYTES + 1 - this.#length);
    const newline = end.find(chunk, from, limit);
    if (newline === -1) {
      this.#hold(chunk.subarray(from, limit));
      return limit;
    }
    this.#complete(chunk.subarray(from, newline));
    return newline + 1;
  }

  #hold(bytes: Uint8Array): void {
    if (this.#skipping) return;
    const length = this.#length + bytes.length;
    if (length > MAX_RECORD_BYTES) {
      this.#giveUp();
      return;
    }
    if (length > this.#held.length) {
      const held = new Uint8Array(Math.min(MAX_RECORD_BYTES, length * 2));
      held.set(this.#held.subarray(0, this.#length));
      this.#held = held;
    }
    this.#held.set(bytes, this.#length);
    this.#length = length;
  }

  /** Goes on after the next newline, even one in quotes: the opening quote may have been the mistake. */
  #giveUp(): void {
    this.#records.push({ line: this.#line, bytes: null });
    this.#line += this.#end.lines - 1;
    this.#skipping = true;
    this.#startRecord();
  }

  #complete(rest: Uint8Array): void {
    if (!this.#skipping) {
      const bytes = trimmed(this.#length === 0 ? rest : this.#joined(rest), this.#line);
      if (bytes.length > 0) this.#records.push({ line: this.#line, bytes });
    }
    this.#line += this.#end.lines;
    this.#skipping = false;
    this.#startRecord();
  }

  #startRecord(): void {
    this.#end.reset();
    this.#length = 0;
  }

  #joined(rest: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(this.#length + rest.length);
    bytes.set(this.#held.subarray(0, this.#length));
    bytes.set(rest, this.#length);
    return bytes;
  }

  #takeRecords(): readonly ByteRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

function trimmed(record: Uint8Array, line: number): Uint8Array {
  const marked = line === 1 && BYTE_ORDER_MARK.every((byte, index) => record[index] === byte);
  const returned = record.at(-1) === CARRIAGE_RETURN;
  return record.subarray(
    marked ? BYTE_ORDER_MARK.length : 0,
    returned ? record.length - 1 : record.length,
  );
}
