/**
 * Where each item's answer code sits in a response's row of bytes.
 *
 * A layout only ever grows: a column keeps its place, width and codes for as
 * long as the assessment exists, so every stored row stays readable.
 *
 * @module
 */

import type { ItemType } from "../definition/definition.ts";

export interface Column {
  readonly item: string;
  readonly type: ItemType;
  /** Bytes of one code, little-endian. */
  readonly width: 1 | 2 | 4;
  /** First byte of the code in a row. */
  readonly offset: number;
  /** Width 1: JSON text of the codes 8, 9, … in order. Otherwise empty: the dictionary numbers them. */
  readonly answers: readonly string[];
}

/** Rows from this ordinal on have this many bytes, until the next step. */
export interface LayoutStep {
  readonly fromOrdinal: number;
  readonly rowLength: number;
}

export interface Layout {
  /** Counted from 1; grows whenever anything below changes. */
  readonly version: number;
  readonly columns: readonly Column[];
  /** Bytes of a row with all columns. */
  readonly rowLength: number;
  /** Ascending by ordinal. */
  readonly steps: readonly LayoutStep[];
}
