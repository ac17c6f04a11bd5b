/**
 * One row of a submission, as a door hands it in.
 *
 * @module
 */

import type { RowFault } from "#engine/answers/row-fault.ts";

/** A parsed row, or why the line could not be read. Lines count from 1. */
export type SubmittedRow =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly fault: RowFault };
