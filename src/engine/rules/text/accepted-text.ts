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
import { compare, fractionText, type Rational, ZERO } from "../../numbers/rational.ts";
import type { Answer } from "../compiled-item.ts";
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
    const equal = acceptingEqual(answers);
    const near = acceptingNear(answers);
    const matched = acceptingPattern(item);
    const acceptedBy = (text: string) => best([equal(text), near(text), matched(text)]);
    const isShort = takesShortTexts(item);
    const normalOf = (answer: Answer) => {
      if (typeof answer !== "string") throw impossibleAnswer(answer);
      if (isShort && answer.length > LONGEST_TEXT) throw impossibleAnswer(answer);
      return normalText(answer, item);
    };
    return {
      values: [ZERO, ...[...answers, ...patterns].map(({ points }) => exact(points))],
      points: (answer) => {
        return acceptedBy(normalOf(answer))?.points ?? ZERO;
      },
      reading: (answer) => {
        const normal = normalOf(answer);
        const accepted = acceptedBy(normal);
        if (accepted === null) return { normal, evidence: { matched: null } };
        const { path, by, points } = accepted;
        return { normal, evidence: { matched: path, by, worth: fractionText(points) } };
      },
    };
  },
};

interface Accepted {
  /** Which answer or pattern of the key. */
  readonly path: string;
  readonly by: "equal" | "edits" | "pattern";
  readonly points: Rational;
}

/** What accepts a text, null where nothing does. */
type Accepting = (text: string) => Accepted | null;

const NOTHING: Accepting = () => null;

function acceptingEqual(answers: readonly KeyedAnswer[]): Accepting {
  const accepted = new Map<string, Accepted>();
  for (const { path, text, points } of answers) {
    const other = accepted.get(text) ?? null;
    const own: Accepted = { path, by: "equal", points: exact(points) };
    accepted.set(text, other === null ? own : better(other, own));
  }
  return (text) => accepted.get(text) ?? null;
}

function acceptingNear(answers: readonly KeyedAnswer[]): Accepting {
  const lenient = answers
    .filter(({ edits }) => edits > 0)
    .map(({ path, text, edits, points }) => ({
      text: codePoints(text),
      edits,
      accepted: { path, by: "edits", points: exact(points) } satisfies Accepted,
    }))
    .sort((a, b) => compare(b.accepted.points, a.accepted.points));
  if (lenient.length === 0) return NOTHING;

  const longest = Math.max(...lenient.map(({ text, edits }) => text.length + edits));
  return (text) => {
    // A character has two code units at most.
    if (text.length > 2 * longest) return null;
    const given = codePoints(text);
    return lenient.find((near) => isWithinEdits(given, near.text, near.edits))?.accepted ?? null;
  };
}

function acceptingPattern(item: TextItem): Accepting {
  const patterns = keyedPatterns(item);
  if (patterns.length === 0) return NOTHING;
  const { caseSensitive } = item;
  const size = patterns.reduce((sum, { pattern }) => sum + patternSize(pattern), 0);
  const accepted = patterns.map(({ path, points }): Accepted => ({
    path,
    by: "pattern",
    points: exact(points),
  }));
  const set = patternSet(
    patterns.map(({ pattern }) => pattern),
    { caseSensitive, size },
  );
  return (text) => {
    const places = [...set.matching(text)].sort((a, b) => a - b);
    return best(places.map((place) => accepted[place] ?? null));
  };
}

/** The one that is worth most; the first of equals. */
function best(all: readonly (Accepted | null)[]): Accepted | null {
  return all.reduce((most, accepted) => {
    if (most === null || accepted === null) return most ?? accepted;
    return better(most, accepted);
  }, null);
}

function better(first: Accepted, second: Accepted): Accepted {
  return compare(first.points, second.points) >= 0 ? first : second;
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
