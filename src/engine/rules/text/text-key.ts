/**
 * What a text item accepts: answers and patterns, each with its points.
 *
 * @module
 */

import * as v from "valibot";

import { coded } from "../../definition/coded-message.ts";
import { plainText } from "../../definition/plain-text.ts";
import { Points, type Quantity } from "../../definition/quantity.ts";

import { normalText, type TextComparison } from "./normal-text.ts";

/** Also of a text that patterns are to match: its length bounds the work. */
export const LONGEST_TEXT = 1_000;
export const LONGEST_PATTERN = 500;
const MOST_EDITS = 10;

const AcceptedText = plainText(1, LONGEST_TEXT);

/** 0 takes the item's edits back for one answer. */
export const Edits = v.pipe(
  v.number(),
  v.integer(coded("not_whole", "must be a whole number")),
  v.minValue(0, coded("negative", "must not be negative")),
  v.maxValue(MOST_EDITS, coded("edits_out_of_range", `must be at most ${MOST_EDITS}`)),
);

const KeyEntry = v.strictObject({
  answer: v.exactOptional(AcceptedText),
  pattern: v.exactOptional(plainText(1, LONGEST_PATTERN)),
  points: v.exactOptional(Points),
  maxEdits: v.exactOptional(Edits),
});

export const TextKey = v.pipe(
  v.array(v.union([AcceptedText, KeyEntry])),
  v.minLength(1, coded("key_empty", "must name at least one accepted answer")),
  v.maxLength(1_000, coded("too_many_answers", "must name at most 1,000 accepted answers")),
);

/** The part of a text item that says what is right. */
export interface TextWorth extends TextComparison {
  readonly key: v.InferOutput<typeof TextKey>;
  readonly points: Quantity;
  readonly maxEdits?: number;
}

export interface KeyedAnswer {
  /** Where it stands in the item, such as `key.2`. */
  readonly path: string;
  readonly answer: string;
  /** In the form in which texts are compared. */
  readonly text: string;
  readonly points: Quantity;
  readonly edits: number;
  /** Where `edits` stands. */
  readonly editsPath: string;
}

export interface KeyedPattern {
  readonly path: string;
  readonly pattern: string;
  readonly points: Quantity;
}

export function keyedAnswers(item: TextWorth): KeyedAnswer[] {
  return item.key.flatMap((accepted, place): KeyedAnswer[] => {
    const entry = typeof accepted === "string" ? { answer: accepted } : accepted;
    if (entry.answer === undefined) return [];
    const path = `key.${place}`;
    return [
      {
        path,
        answer: entry.answer,
        text: normalText(entry.answer, item),
        points: entry.points ?? item.points,
        edits: entry.maxEdits ?? item.maxEdits ?? 0,
        editsPath: entry.maxEdits === undefined ? "maxEdits" : `${path}.maxEdits`,
      },
    ];
  });
}

export function keyedPatterns({ key, points }: Pick<TextWorth, "key" | "points">): KeyedPattern[] {
  return key.flatMap((entry, place): KeyedPattern[] => {
    if (typeof entry === "string" || entry.pattern === undefined) return [];
    const { pattern } = entry;
    return [{ path: `key.${place}`, pattern, points: entry.points ?? points }];
  });
}

/** Patterns are matched with texts of bounded length only. */
export function takesShortTexts({ key }: Pick<TextWorth, "key">): boolean {
  return key.some((entry) => typeof entry !== "string" && entry.pattern !== undefined);
}
