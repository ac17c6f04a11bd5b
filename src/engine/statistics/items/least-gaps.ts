/**
 * How many results were not shown every item of a test, as far as counts by
 * item say it.
 *
 * @module
 */

import { AnswerCode } from "../../answers/answer-code.ts";
import type { Definition } from "../../definition/definition.ts";
import { isGap } from "../../scoring/score-maxima.ts";

/**
 * At least so many: those that were not shown the item that fewest were shown.
 * 0 means none. O(items).
 *
 * @param counts Results by code, one array an item.
 */
export function leastGaps(
  { absentMeans }: Pick<Definition, "absentMeans">,
  counts: Iterable<Float64Array>,
): number {
  let gaps = 0;
  for (const n of counts) gaps = Math.max(gaps, gapsAmong(n, absentMeans));
  return gaps;
}

function gapsAmong(n: Float64Array, absentMeans: Definition["absentMeans"]): number {
  let gaps = 0;
  for (let code = 0; code < AnswerCode.firstAnswer; code++) {
    if (isGap(code, absentMeans)) gaps += n[code] ?? 0;
  }
  return gaps;
}
