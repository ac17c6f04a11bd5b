/**
 * Text that every database column and every JSON reader can hold.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "./coded-message.ts";

/** Text of a definition, such as a title or an option: no NUL, no half of a surrogate pair. */
export function plainText(least: number, most: number) {
  return v.pipe(
    v.string(),
    v.minLength(least, coded("text_empty", "must not be empty")),
    v.maxLength(most, coded("text_too_long", `must have at most ${most} characters`)),
    v.check(
      (text) => !/[\0\p{Surrogate}]/u.test(text),
      coded(
        "character_not_allowed",
        "must not contain the character U+0000 or half of a surrogate pair",
      ),
    ),
  );
}
