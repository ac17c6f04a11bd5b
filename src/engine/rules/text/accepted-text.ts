/**
 * Text that is one of the accepted answers, after both are brought to one form.
 *
 *     points = the most that an accepted answer or pattern is worth that the text
 *              equals, is at most `maxEdits` edits away from, or matches
 *            = 0  when there is none
 *
 * An accepted answer is worth M, or its own points. The form is in
 * `normal-text.ts`, edits in `edit-distance.ts`, patterns in `pattern-set.ts`.
 * O(length) for an equal answer, O(length · edits) for each that allows edits,
 * O(length · size) for patterns.
 *
 * Several answers with a grade each, and patterns among them, are known from
 * Moodle ("Short-answer question type", "Regular expression short answer").
 *
 * @module
 */

import * as v from "valibot";

import { worthFields } from "../../definition/item-fields.ts";
import { exact } from "../../definition/quantity.ts";
import { compare, greatest, type Rational, ZERO } from "../../numbers/rational.ts";
import { impossibleAnswer } from "../impossible-answer.ts";
import type { Check, Formula } from "../rule.ts";

import { textKeyChecks } from "./check-text-key.ts";
import { isWithinEdits } from "./edit-distance.ts";
import { normalText } from "./normal-text.ts";
import { patternSet } from "./pattern-set.ts";
import { patternSize } from "./pattern-size.ts";
import {
  Edits,
  type KeyedAnswer,
  keyedAnswers,
  keyedPatterns,
  LONGEST_TEXT,
  takesShortTexts,
  TextKey,
} from "./text-key.ts";

const TextItem = v.strictObject({
  ...worthFields,
  type: v.literal("text"),
  key: TextKey,
  caseSensitive: v.optional(v.boolean(), false),
  foldAccents: v.optional(v.boolean(), false),
  maxEdits: v.exactOptional(Edits),
});
type TextItem = v.InferOutput<typeof TextItem>;

const checks: readonly Check<TextItem>[] = textKeyChecks;

export const acceptedText = {
  Item: TextItem,
  checks,
  formula(item: TextItem): Formula {
    const answers = keyedAnswers(item);
    const patterns = keyedPatterns(item);
    const equal = equalWorth(answers);
    const near = nearWorth(answers);
    const matched = matchedWorth(item);
    const isShort = takesShortTexts(item);
    return {
      values: [ZERO, ...[...answers, ...patterns].map(({ points }) => exact(points))],
      points: (answer) => {
        if (typeof answer !== "string") throw impossibleAnswer(answer);
        if (isShort && answer.length > LONGEST_TEXT) throw impossibleAnswer(answer);
        const text = normalText(answer, item);
        return best([equal(text), near(text), matched(text)]) ?? ZERO;
      },
    };
  },
};

/** Points of a text, null where nothing accepts it. */
type Worth = (text: string) => Rational | null;

const NOTHING: Worth = () => null;

function equalWorth(answers: readonly KeyedAnswer[]): Worth {
  const worth = new Map<string, Rational>();
  for (const { text, points } of answers) {
    const other = worth.get(text);
    worth.set(text, other === undefined ? exact(points) : greatest(other, exact(points)));
  }
  return (text) => worth.get(text) ?? null;
}

function nearWorth(answers: readonly KeyedAnswer[]): Worth {
  const lenient = answers
    .filter(({ edits }) => edits > 0)
    .map(({ text, edits, points }) => ({ text: codePoints(text), edits, points: exact(points) }))
    .sort((a, b) => compare(b.points, a.points));
  if (lenient.length === 0) return NOTHING;

  const longest = Math.max(...lenient.map(({ text, edits }) => text.length + edits));
  return (text) => {
    // A character has two code units at most.
    if (text.length > 2 * longest) return null;
    const given = codePoints(text);
    return lenient.find((near) => isWithinEdits(given, near.text, near.edits))?.points ?? null;
  };
}

function matchedWorth(item: TextItem): Worth {
  const patterns = keyedPatterns(item);
  if (patterns.length === 0) return NOTHING;
  const { caseSensitive } = item;
  const size = patterns.reduce((sum, { pattern }) => sum + patternSize(pattern), 0);
  const worth = patterns.map(({ points }) => exact(points));
  const set = patternSet(
    patterns.map(({ pattern }) => pattern),
    { caseSensitive, size },
  );
  return (text) => best(set.matching(text).map((place) => worth[place] ?? null));
}

function best(worths: readonly (Rational | null)[]): Rational | null {
  return worths.reduce((most, worth) => {
    if (most === null || worth === null) return most ?? worth;
    return greatest(most, worth);
  }, null);
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
