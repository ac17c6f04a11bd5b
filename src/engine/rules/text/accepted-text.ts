/**
 * Text that is one of the accepted answers, after both are brought to one form.
 *
 *     points = the most that an accepted answer equal to the text is worth
 *            = 0  when there is none
 *
 * A bare accepted answer is worth M; `{ answer, points }` its own points.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { type Fault, quote } from "../../definition/fault.ts";
import { worthFields } from "../../definition/item-fields.ts";
import { plainText } from "../../definition/plain-text.ts";
import { exact, Points } from "../../definition/quantity.ts";
import { greatest, type Rational, ZERO } from "../../numbers/rational.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

import { normalText } from "./normal-text.ts";

const AcceptedText = plainText(1, 1_000);

const TextItem = v.strictObject({
  ...worthFields,
  type: v.literal("text"),
  key: v.pipe(
    v.array(v.union([AcceptedText, v.strictObject({ answer: AcceptedText, points: Points })])),
    v.minLength(1, coded("key_empty", "must name at least one accepted answer")),
    v.maxLength(1_000, coded("too_many_answers", "must name at most 1,000 accepted answers")),
  ),
  caseSensitive: v.optional(v.boolean(), false),
  foldAccents: v.optional(v.boolean(), false),
});
type TextItem = v.InferOutput<typeof TextItem>;

/** An accepted answer of white space alone would be met by no text at all. */
const answersAreVisible: Check<TextItem> = {
  reads: ["key", "caseSensitive", "foldAccents"],
  faults: (item) =>
    item.key.flatMap((accepted, place): Fault[] => {
      const answer = typeof accepted === "string" ? accepted : accepted.answer;
      if (normalText(answer, item) !== "") return [];
      const message = `nothing is left of ${quote(answer)} after normalisation`;
      return [{ code: "answer_empty", path: `key.${place}`, message }];
    }),
};

const checks: readonly Check<TextItem>[] = [answersAreVisible];

export const acceptedText = {
  Item: TextItem,
  checks,
  formula(item: TextItem): Formula {
    const worth = worthByText(item);
    return {
      values: [ZERO, ...worth.values()],
      points: (answer) => {
        if (typeof answer !== "string") throw impossibleAnswer(answer);
        return worth.get(normalText(answer, item)) ?? ZERO;
      },
    };
  },
};

function worthByText(item: TextItem): ReadonlyMap<string, Rational> {
  const worth = new Map<string, Rational>();
  for (const accepted of item.key) {
    const { answer, points } =
      typeof accepted === "string" ? { answer: accepted, points: item.points } : accepted;
    const text = normalText(answer, item);
    const other = worth.get(text);
    worth.set(text, other === undefined ? exact(points) : greatest(other, exact(points)));
  }
  return worth;
}
