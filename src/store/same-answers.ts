import type { AnswerCode } from "#engine/answers/answer-code.ts";
import type { Column, Layout } from "#engine/answers/layout.ts";

const DID_NOT_EXIST: typeof AnswerCode.didNotExist = 0;
const ABSENT: typeof AnswerCode.absent = 2;

/**
 * Whether two rows say the same. An item that a response does not mention is
 * the same as one that did not exist when the response was stored, so sending a
 * response again after the assessment has grown is no conflict.
 */
export function sameAnswers(layout: Layout, one: Uint8Array, other: Uint8Array): boolean {
  return layout.columns.every((column) => {
    const code = codeAt(one, column);
    const otherCode = codeAt(other, column);
    return code === otherCode || (isUnsaid(code) && isUnsaid(otherCode));
  });
}

function isUnsaid(code: number): boolean {
  return code === DID_NOT_EXIST || code === ABSENT;
}

/** Bytes past the end of a shorter row are 0. */
function codeAt(row: Uint8Array, column: Column): number {
  let code = 0;
  for (let byte = column.width - 1; byte >= 0; byte--) {
    code = code * 256 + (row[column.offset + byte] ?? 0);
  }
  return code;
}
