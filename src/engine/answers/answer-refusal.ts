/**
 * Why an item cannot have produced a value, and how the readers say so.
 *
 * @module
 */

import { err, type Result } from "#result";

export interface AnswerRefusal {
  readonly code:
    | "answer_type_wrong"
    | "option_unknown"
    | "level_unknown"
    | "too_many_selected"
    | "number_invalid"
    | "text_too_long"
    | "number_not_finite"
    | "rating_out_of_range"
    | "not_a_permutation"
    | "gap_unknown"
    | "too_many_points";
  readonly message: string;
  /** Where inside the answer, such as a gap's id; left out for the answer as a whole. */
  readonly path?: string;
}

/** Reads values submitted for one item; made once an item, called once an answer. */
export type AnswerReader = (value: unknown) => Result<string, AnswerRefusal>;

export function wrongType(expected: string): Result<never, AnswerRefusal> {
  return err({ code: "answer_type_wrong", message: `The item takes ${expected}.` });
}

export function unknownOption(option: string): Result<never, AnswerRefusal> {
  return err({ code: "option_unknown", message: `${excerpt(option)} is not one of the options.` });
}

/** The refusal of a part, seen from the whole answer. */
export function inside(
  part: string | number,
  { code, message, path }: AnswerRefusal,
): Result<never, AnswerRefusal> {
  return err({ code, message, path: path === undefined ? `${part}` : `${part}.${path}` });
}

/** Enough of a value to recognise it by, whatever its length. */
export function excerpt(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
