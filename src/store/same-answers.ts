import { AnswerCode } from "#engine/answers/answer-code.ts";
import { readCode } from "#engine/answers/decode-response.ts";
import type { Layout } from "#engine/answers/layout.ts";

/**
 * Whether two rows say the same. An item that a response does not mention is
 * the same as one that did not exist when the response was stored, so sending a
 * response again after the assessment has grown is no conflict.
 */
export function sameAnswers(layout: Layout, one: Uint8Array, other: Uint8Array): boolean {
  return layout.columns.every((column) => {
    const code = readCode(one, column);
    return code === readCode(other, column) || (isUnsaid(code) && isUnsaid(readCode(other, column)));
  });
}

function isUnsaid(code: number): boolean {
  return code === AnswerCode.absent || code === AnswerCode.didNotExist;
}
