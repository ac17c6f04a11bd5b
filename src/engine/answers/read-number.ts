import { err, ok, type Result } from "#result";

import type { AnswerRefusal } from "./answer-refusal.ts";

/** The exact JSON text of a number. */
export function readNumber(value: number): Result<string, AnswerRefusal> {
  // JSON.parse gives Infinity for 1e999.
  if (!Number.isFinite(value)) {
    return err({ code: "number_not_finite", message: "The number is too large to be read." });
  }
  return ok(Object.is(value, -0) ? "-0" : JSON.stringify(value));
}
