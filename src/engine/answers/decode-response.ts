/**
 * Reads rows of answer codes back into what was submitted.
 *
 * @module
 */

import { AnswerCode } from "./answer-code.ts";
import { parseAnswer } from "./answer-text.ts";
import type { Column, Layout } from "./layout.ts";

export interface DecodedResponse {
  /** By item; null where omitted. Has no prototype, so any item id is safe in it. */
  readonly answers: Record<string, unknown>;
  /** By item: not_presented, not_applicable, unreadable. */
  readonly states: Record<string, string>;
}

/**
 * The answers and states of one row. Items that the response does not mention
 * or that did not exist yet are left out.
 *
 * @param row May be shorter than the layout's rows: later columns are left out.
 * @param textOf The dictionary: exact JSON text of a code from 8 on, by index of the column.
 *   Asked for columns of two and four bytes only.
 */
export function decodeResponse(
  layout: Layout,
  row: Uint8Array,
  textOf: (column: number, code: number) => string,
): DecodedResponse {
  const answers: Record<string, unknown> = Object.create(null);
  const states: Record<string, string> = Object.create(null);
  for (const [index, column] of layout.columns.entries()) {
    const code = readCode(row, column);
    if (code === AnswerCode.didNotExist || code === AnswerCode.absent) continue;
    if (code === AnswerCode.omitted) answers[column.item] = null;
    else if (code === AnswerCode.emptySet) answers[column.item] = [];
    else if (code < AnswerCode.firstAnswer) states[column.item] = stateOf(code);
    else answers[column.item] = parseAnswer(narrowText(column, code) ?? textOf(index, code));
  }
  return { answers, states };
}

/**
 * The code of one column.
 *
 * @param start First byte of the response in `row`, for a chunk of many rows.
 * @returns 0 past the end of a row that was stored before the column was added.
 */
export function readCode(
  row: Uint8Array,
  column: Pick<Column, "offset" | "width">,
  start = 0,
): number {
  const at = start + column.offset;
  if (at + column.width > row.length) return AnswerCode.didNotExist;
  let code = 0;
  for (let byte = column.width - 1; byte >= 0; byte--) {
    code = code * 256 + (row[at + byte] as number);
  }
  return code;
}

/** Null for wider columns, whose answers only the dictionary knows. */
function narrowText(column: Column, code: number): string | null {
  if (column.width !== 1) return null;
  const text = column.answers[code - AnswerCode.firstAnswer];
  if (text === undefined) throw new RangeError(`column ${column.item} has no code ${code}`);
  return text;
}

function stateOf(code: number): string {
  if (code === AnswerCode.notPresented) return "not_presented";
  return code === AnswerCode.notApplicable ? "not_applicable" : "unreadable";
}
