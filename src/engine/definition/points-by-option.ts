/**
 * What each option is worth: `{ "A": 1, "C": "1/3" }`.
 *
 * @module
 */

import * as v from "valibot";

import { Points, type Quantity } from "./quantity.ts";

/**
 * Not `v.record`, which drops the names `__proto__`, `prototype` and
 * `constructor` without a word: all three are honest options of a programming
 * exam, and would quietly be worth 0.
 */
export const PointsByOption = v.pipe(
  v.custom<Record<string, Quantity>>(
    (input) => typeof input === "object" && input !== null && !Array.isArray(input),
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input = dataset.value;
    for (const [key, value] of Object.entries(input)) {
      const issue = v.safeParse(Points, value, { abortPipeEarly: true }).issues?.[0];
      if (issue === undefined) continue;
      addIssue({
        message: issue.message,
        input: value,
        path: [{ type: "object", origin: "value", input, key, value }],
      });
    }
  }),
  v.description("An object of option to points: numbers of at most six decimals, or fractions."),
);
