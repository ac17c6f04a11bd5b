/**
 * Responses as the store takes them: parallel arrays, one entry a response.
 *
 * @module
 */

/** An answer whose dictionary entry the code book does not know. */
export interface UnseenAnswer {
  /** Row of the chunk, from 0. */
  readonly row: number;
  /** Index into the layout's columns. */
  readonly column: number;
  /** Exact JSON text. */
  readonly text: string;
  /**
   * Width 1: its code, fixed by the layout and already in the row; reported once a chunk.
   * Otherwise null: the row holds 0 until `writeCode` puts the interned code there.
   */
  readonly code: number | null;
}

export interface EncodedChunk {
  readonly count: number;
  readonly lines: number[];
  readonly candidates: string[];
  readonly attempts: number[];
  /** RFC 3339 in UTC, at most microseconds, no trailing zeros. */
  readonly submittedAt: (string | null)[];
  /** Canonical JSON text, keys sorted; null where there are none. */
  readonly attributes: (string | null)[];
  /** Shape [count, rowLength], bytes. */
  readonly rows: Uint8Array;
  /** Whether any column of the row holds code 0, 2, 3 or 4. */
  readonly hasGaps: boolean[];
  /** In order of rows. */
  readonly unseen: UnseenAnswer[];
}
