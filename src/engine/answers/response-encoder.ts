/**
 * Turns submitted responses into rows of answer codes.
 *
 * @module
 */

import type { Definition } from "../definition/definition.ts";

import type { EncodedChunk } from "./encoded-chunk.ts";
import type { Column, Layout } from "./layout.ts";
import type { RowFault } from "./row-fault.ts";

/** What this process knows of an assessment's dictionary. */
export interface CodeBook {
  /** @param column Index into the layout's columns. */
  codeOf(column: number, text: string): number | undefined;
}

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
export declare function responseEncoder(
  layout: Layout,
  definition: Definition,
  book: CodeBook,
): ResponseEncoder;
export declare function writeCode(rows: Uint8Array, rowLength: number, column: Column, row: number, code: number): void;
