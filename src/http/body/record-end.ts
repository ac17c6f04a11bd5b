/**
 * Where a record of a body ends, found in its bytes: characters need not be
 * known, because in UTF-8 the bytes below 0x80 only ever stand for themselves.
 *
 * @module
 */

const NEWLINE = 0x0a;
const COMMA = 0x2c;
const QUOTE = 0x22;

/** Remembers between calls where in a record it is, so a record may come in pieces. */
export interface RecordEnd {
  /** Index of the newline that ends the record at hand, -1 where it is not before `to`. */
  find(bytes: Uint8Array, from: number, to: number): number;
  /** Lines of the record at hand, the unfinished one included. */
  readonly lines: number;
  /** The next byte begins a new record. */
  reset(): void;
}

/** Every newline ends a record. */
export const newlineEnd: RecordEnd = {
  find(bytes, from, to) {
    const newline = bytes.indexOf(NEWLINE, from);
    return newline < to ? newline : -1;
  },
  lines: 1,
  reset() {},
};

const FIELD_START = 0;
const FIELD = 1;
const QUOTED_FIELD = 2;
type Place = typeof FIELD_START | typeof FIELD | typeof QUOTED_FIELD;

/** A newline ends a record unless it stands inside quotation marks, as in RFC 4180. */
export class CsvRecordEnd implements RecordEnd {
  lines = 1;
  #place: Place = FIELD_START;

  reset(): void {
    this.lines = 1;
    this.#place = FIELD_START;
  }

  find(bytes: Uint8Array, from: number, to: number): number {
    let place = this.#place;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte === NEWLINE && place !== QUOTED_FIELD) return at;
      if (byte === NEWLINE) this.lines++;
      // Most bytes are none of these.
      else if (place === FIELD && byte !== COMMA) continue;
      else place = placeAfter(byte, place);
    }
    this.#place = place;
    return -1;
  }
}

/**
 * Only a quotation mark that begins a field opens it; elsewhere it is a fault
 * of that record alone. A doubled one inside quotes leaves them and, at its
 * second half, enters them again.
 */
function placeAfter(byte: number, place: Place): Place {
  if (place === QUOTED_FIELD) return byte === QUOTE ? FIELD_START : QUOTED_FIELD;
  if (byte === COMMA) return FIELD_START;
  return byte === QUOTE && place === FIELD_START ? QUOTED_FIELD : FIELD;
}
